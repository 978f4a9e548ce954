namespace Messaging.DiffusionWire.Services.Updates;

/// <summary>How to read the bytes of a constraint's operand (rule TOPIC-35). 5 and 6 are not known.</summary>
public enum OperandKind : byte
{
    /// <summary>CBOR null.</summary>
    Null = 0,

    /// <summary>CBOR text.</summary>
    String = 1,

    /// <summary>CBOR integer.</summary>
    Int64 = 2,

    /// <summary>CBOR float.</summary>
    Double = 3,

    /// <summary>Bytes as they are.</summary>
    Binary = 4,

    /// <summary>CBOR boolean.</summary>
    Boolean = 7,
}

namespace Messaging.TestKit.Vectors;

/// <summary>Who put the bytes of a vector on the wire.</summary>
public enum VectorDirection
{
    /// <summary>The official SDK sent them.</summary>
    Client,

    /// <summary>The official SDK accepted them.</summary>
    Server,
}

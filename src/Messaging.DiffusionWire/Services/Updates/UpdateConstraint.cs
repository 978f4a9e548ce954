using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Updates;

/// <summary>What must hold for an update to happen (rule TOPIC-33). A closed set of cases, nested in this type.</summary>
public abstract partial record UpdateConstraint : IWireMessage<UpdateConstraint>
{
    // Constraints nest. A limit keeps a hostile request from exhausting the stack.
    private const int MaximumDepth = 64;

    private const byte NoneCode = 0;
    private const byte AndCode = 1;
    private const byte ValueCode = 2;
    private const byte NoValueCode = 3;
    private const byte LockedCode = 4;
    private const byte NoTopicCode = 5;
    private const byte PartialJsonCode = 6;
    private const byte OrCode = 7;

    private UpdateConstraint()
    {
    }

    /// <inheritdoc/>
    public static UpdateConstraint ReadFrom(ref WireReader reader) => Read(ref reader, 0);

    /// <inheritdoc/>
    public abstract void WriteTo(WireWriter writer);

    private static UpdateConstraint Read(ref WireReader reader, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw reader.Malformed($"constraints are nested more than {MaximumDepth} deep");
        }

        byte code = reader.ReadByte();
        return code switch
        {
            NoneCode => None.Instance,
            AndCode => new And(Read(ref reader, depth + 1), Read(ref reader, depth + 1)),
            ValueCode => new Value(ConstraintOperand.ReadFrom(ref reader)),
            NoValueCode => NoValue.Instance,
            LockedCode => new Locked(reader.ReadString(), reader.ReadVarInt64()),
            NoTopicCode => NoTopic.Instance,
            PartialJsonCode => PartialJson.ReadFields(ref reader),
            OrCode => new Or(Read(ref reader, depth + 1), Read(ref reader, depth + 1)),
            _ => throw reader.Malformed($"unknown constraint {code}"),
        };
    }
}

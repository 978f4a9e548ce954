using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Updates;

public abstract partial record UpdateConstraint
{
    /// <summary>Nothing need hold.</summary>
    public sealed record None : UpdateConstraint
    {
        private None()
        {
        }

        /// <summary>The only instance.</summary>
        public static None Instance { get; } = new();

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer) => writer.WriteByte(NoneCode);
    }

    /// <summary>Both must hold.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    public sealed record And(UpdateConstraint Left, UpdateConstraint Right) : UpdateConstraint
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(AndCode);
            Left.WriteTo(writer);
            Right.WriteTo(writer);
        }
    }

    /// <summary>At least one must hold.</summary>
    /// <param name="Left">One.</param>
    /// <param name="Right">The other.</param>
    public sealed record Or(UpdateConstraint Left, UpdateConstraint Right) : UpdateConstraint
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(OrCode);
            Left.WriteTo(writer);
            Right.WriteTo(writer);
        }
    }

    /// <summary>The topic's value must compare like this with an operand.</summary>
    /// <param name="Operand">How, and with what.</param>
    public sealed record Value(ConstraintOperand Operand) : UpdateConstraint
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(ValueCode);
            Operand.WriteTo(writer);
        }
    }

    /// <summary>The topic must have no value.</summary>
    public sealed record NoValue : UpdateConstraint
    {
        private NoValue()
        {
        }

        /// <summary>The only instance.</summary>
        public static NoValue Instance { get; } = new();

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer) => writer.WriteByte(NoValueCode);
    }

    /// <summary>The session must hold a lock.</summary>
    /// <param name="Name">The lock's name.</param>
    /// <param name="Sequence">The number that the server gave this acquisition.</param>
    public sealed record Locked(string Name, long Sequence) : UpdateConstraint
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(LockedCode);
            writer.WriteString(Name);
            writer.WriteVarInt64(Sequence);
        }
    }

    /// <summary>There must be no topic at the path.</summary>
    public sealed record NoTopic : UpdateConstraint
    {
        private NoTopic()
        {
        }

        /// <summary>The only instance.</summary>
        public static NoTopic Instance { get; } = new();

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer) => writer.WriteByte(NoTopicCode);
    }

    /// <summary>Parts of the topic's JSON value must compare, or be absent.</summary>
    /// <param name="With">JSON pointers and what stands there.</param>
    /// <param name="Without">JSON pointers to nothing.</param>
    public sealed record PartialJson(
        IReadOnlyList<KeyValuePair<string, ConstraintOperand>> With,
        IReadOnlyList<string> Without) : UpdateConstraint
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(PartialJsonCode);
            writer.WriteVarInt32(With.Count);
            foreach ((string pointer, ConstraintOperand operand) in With)
            {
                writer.WriteString(pointer);
                operand.WriteTo(writer);
            }

            writer.WriteVarInt32(Without.Count);
            foreach (string pointer in Without)
            {
                writer.WriteString(pointer);
            }
        }

        internal static PartialJson ReadFields(ref WireReader reader)
        {
            KeyValuePair<string, ConstraintOperand>[] with = new KeyValuePair<string, ConstraintOperand>[reader.ReadCount(minimumItemSize: 4)];
            for (int i = 0; i < with.Length; i++)
            {
                with[i] = new(reader.ReadString(), ConstraintOperand.ReadFrom(ref reader));
            }

            string[] without = new string[reader.ReadCount()];
            for (int i = 0; i < without.Length; i++)
            {
                without[i] = reader.ReadString();
            }

            return new PartialJson(with, without);
        }
    }
}

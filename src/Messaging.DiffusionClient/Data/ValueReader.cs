using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Data;

/// <summary>Makes values of a type out of the bytes of topics (rule TOPIC-04).</summary>
internal abstract class ValueReader<TValue>
{
    /// <summary>Whether the values of a topic of this type can be read.</summary>
    public abstract bool CanRead(TopicTypeCode type);

    /// <summary>Reads a value. The result may keep <paramref name="bytes"/>, which therefore must not change.</summary>
    /// <exception cref="WireFormatException">The bytes are no such value.</exception>
    public abstract TValue Read(ReadOnlyMemory<byte> bytes);
}

using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Topics;

/// <summary>The topic exists now (rule TOPIC-06). The answer to adding, and to adding and setting.</summary>
/// <param name="Created">False if it existed before, with an equal specification.</param>
public readonly record struct AddTopicResponse(bool Created) : IWireMessage<AddTopicResponse>
{
    private const byte CreatedCode = 0;
    private const byte ExistsCode = 1;

    /// <inheritdoc/>
    public static AddTopicResponse ReadFrom(ref WireReader reader) => new(reader.ReadByte() == CreatedCode);

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteByte(Created ? CreatedCode : ExistsCode);
}

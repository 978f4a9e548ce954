using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>What a vector is, as far as its own bytes and those before it tell.</summary>
internal enum VectorKind
{
    ConnectionRequest,
    ConnectionResponse,

    /// <summary>A request, response or error with a body that the project has a type for.</summary>
    Service,

    /// <summary>A body that the SDK could not read, and that we refuse.</summary>
    Malformed,

    /// <summary>A value or delta of a topic whose type the project can read.</summary>
    TopicData,
    Close,

    /// <summary>A value alone, without a frame.</summary>
    Value,
    Delta,

    /// <summary>Nothing that the project speaks yet: see <see cref="VectorCase.OutOfScope"/>.</summary>
    OutOfScope,
}

/// <summary>A golden vector with what must be known to read it.</summary>
internal sealed record VectorCase(GoldenVector Vector, VectorKind Kind)
{
    /// <summary>Reads and writes the body of a <see cref="VectorKind.Service"/> or <see cref="VectorKind.Malformed"/>.</summary>
    public BodyCodec? Codec { get; init; }

    /// <summary>The type of the topic of a <see cref="VectorKind.TopicData"/>, or of a <see cref="VectorKind.Value"/>.</summary>
    public TopicTypeCode TopicType { get; init; }

    /// <summary>The bytes that a delta applies to.</summary>
    public byte[] PreviousValue { get; init; } = [];

    /// <summary>Why nothing reads the vector yet.</summary>
    public string? OutOfScope { get; init; }

    /// <summary>The topic's value after a value or delta frame.</summary>
    public byte[] NewValue(Frame frame)
    {
        ReadOnlyMemory<byte> body = frame.IsCompressed ? FrameCompression.Decompress(frame.Body, 1 << 20) : frame.Body;
        return frame.Type == FrameType.Value ? body.ToArray() : BinaryDelta.Apply(PreviousValue, body);
    }

    public override string ToString() => Vector.Name;
}

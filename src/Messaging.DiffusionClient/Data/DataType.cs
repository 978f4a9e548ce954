using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Data;

namespace Messaging.DiffusionClient.Data;

/// <summary>What the data types have in common: everything but the form of their bytes.</summary>
internal abstract class DataType<TValue>(string typeName, TopicTypeCode topicType) : ValueReader<TValue>, IDataType<TValue>
{
    public string TypeName => typeName;

    /// <summary>The type of the topics that hold such values.</summary>
    public TopicTypeCode TopicType => topicType;

    /// <summary>Makes the bytes of a value.</summary>
    /// <exception cref="ArgumentException">The data type has no such value.</exception>
    public abstract ReadOnlyMemory<byte> Write(TValue value);

    public override bool CanRead(TopicTypeCode type) => type == topicType;

    public IBytes ToBytes(TValue value) => new ImmutableBytes(Write(value));

    public void WriteValue(TValue value, Stream outputStream)
    {
        ArgumentNullException.ThrowIfNull(outputStream);
        outputStream.Write(Write(value).Span);
    }

    public TValue ReadValue(byte[] input, int offset, int length) => Read(this, Copy(input, offset, length));

    public TValue ReadValue(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReadValue(input, 0, input.Length);
    }

    public TValue ReadValue(IBytes bytes) => Read(this, ImmutableBytes.Of(bytes));

    public void Validate(TValue value) => Read(this, Write(value));

    public bool CanReadAs<TResult>() => ValueTypes.Find<TResult>() is { } reader && reader.CanRead(topicType);

    public TResult ReadAs<TResult>(IBytes bytes) => Read(ReaderFor<TResult>(), ImmutableBytes.Of(bytes));

    public TResult ReadAs<TResult>(byte[] input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return ReadAs<TResult>(input, 0, input.Length);
    }

    public TResult ReadAs<TResult>(byte[] input, int offset, int length) => Read(ReaderFor<TResult>(), Copy(input, offset, length));

    private static ReadOnlyMemory<byte> Copy(byte[] input, int offset, int length) => input.AsSpan(offset, length).ToArray();

    private TResult Read<TResult>(ValueReader<TResult> reader, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return reader.Read(bytes);
        }
        catch (WireFormatException e)
        {
            throw new InvalidDataException($"The bytes are no value of the data type {typeName}.", e);
        }
    }

    private ValueReader<TResult> ReaderFor<TResult>() =>
        CanReadAs<TResult>()
            ? ValueTypes.Find<TResult>()!
            : throw new ArgumentException($"The data type {typeName} cannot be read as {typeof(TResult)}.");
}

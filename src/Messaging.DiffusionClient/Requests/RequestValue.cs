using System.Diagnostics.CodeAnalysis;
using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Requests;

/// <summary>Requests and answers as the wire has them: the name of a data type, and bytes (SEC-50).</summary>
internal static class RequestValue
{
    /// <summary>Makes the bytes of a request or an answer.</summary>
    /// <exception cref="ArgumentException">It is null, or there is no data type for it.</exception>
    public static RequestResponse Write<TValue>(TValue value, string parameter)
    {
        if (value is null)
        {
            throw new ArgumentNullException(parameter);
        }

        DataType<TValue> type = ValueTypes.RequireWritable<TValue>();
        return new RequestResponse(type.TypeName, type.Write(value));
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="IncompatibleDatatypeException">It is of another data type.</exception>
    /// <exception cref="SessionException">The bytes are no such value.</exception>
    public static TValue Read<TValue>(Operation operation, RequestResponse response)
    {
        ValueReader<TValue> reader = ValueTypes.RequireReadable<TValue>();
        if (!reader.CanRead(ValueTypes.TypeNamed(response.ValueType)))
        {
            throw new IncompatibleDatatypeException(
                $"{operation} failed: the answer of the data type '{response.ValueType}' cannot be read as {typeof(TValue)}.",
                ErrorReason.INCOMPATIBLE_DATATYPE);
        }

        try
        {
            return reader.Read(response.Value);
        }
        catch (WireFormatException e)
        {
            throw new SessionException($"{operation} failed: the answer cannot be read.", ErrorReason.COMMUNICATION_FAILURE, e);
        }
    }

    /// <summary>Reads a request of another session, or refuses it: what that session sends must not cost us the handler.</summary>
    public static bool TryRead<TValue>(string path, string valueType, ReadOnlyMemory<byte> bytes, Answer answer, [MaybeNullWhen(false)] out TValue value)
    {
        ValueReader<TValue> reader = ValueTypes.RequireReadable<TValue>();
        value = default;
        if (!reader.CanRead(ValueTypes.TypeNamed(valueType)))
        {
            // Word by word as the vendor's client says it.
            answer.Refuse(
                $"Messaging request for path '{path}' with {valueType} datatype is incompatible for stream ({typeof(TValue).Name})",
                ServiceErrorCode.IncompatibleDatatype);
            return false;
        }

        try
        {
            value = reader.Read(bytes);
            return true;
        }
        catch (WireFormatException e)
        {
            answer.Refuse(e.Message, ServiceErrorCode.InvalidData);
            return false;
        }
    }
}

using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>What one session answered to a request to several (rule SEC-55). The answer to this is empty.</summary>
public sealed record FilteredResponse : IWireMessage<FilteredResponse>
{
    private const byte ResponseCode = 0;
    private const byte ErrorCode = 1;

    /// <summary>A session answered.</summary>
    /// <param name="callback">The number that the request gave.</param>
    /// <param name="session">Who answered.</param>
    /// <param name="response">The answer.</param>
    public FilteredResponse(int callback, SessionId session, RequestResponse response)
    {
        Callback = callback;
        Session = session;
        Response = response;
    }

    /// <summary>A session gave no answer.</summary>
    /// <param name="callback">The number that the request gave.</param>
    /// <param name="session">Who gave none.</param>
    /// <param name="error">Why.</param>
    public FilteredResponse(int callback, SessionId session, ServiceError error)
    {
        Callback = callback;
        Session = session;
        Error = error;
    }

    /// <summary>The number that the request gave.</summary>
    public int Callback { get; }

    /// <summary>Who answered.</summary>
    public SessionId Session { get; }

    /// <summary>The answer; null if there is an error.</summary>
    public RequestResponse? Response { get; }

    /// <summary>Why there is no answer; null if there is one.</summary>
    public ServiceError? Error { get; }

    /// <inheritdoc/>
    public static FilteredResponse ReadFrom(ref WireReader reader)
    {
        int callback = reader.ReadVarInt32();
        SessionId session = SessionId.ReadFrom(ref reader);
        byte code = reader.ReadByte();
        switch (code)
        {
            case ResponseCode:
                return new FilteredResponse(callback, session, RequestResponse.ReadFrom(ref reader));
            case ErrorCode:
                // The other way round than in an error frame.
                int error = reader.ReadVarInt32();
                return new FilteredResponse(callback, session, new ServiceError(reader.ReadString(), error));
            default:
                throw reader.Malformed($"{code} says neither an answer nor an error");
        }
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(Callback);
        Session.WriteTo(writer);
        if (Error is { } error)
        {
            writer.WriteByte(ErrorCode);
            writer.WriteVarInt32(error.Code);
            writer.WriteString(error.Message);
        }
        else
        {
            writer.WriteByte(ResponseCode);
            Response!.Value.WriteTo(writer);
        }
    }
}

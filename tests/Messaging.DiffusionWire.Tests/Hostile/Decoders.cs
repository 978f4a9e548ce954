using System.Text;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Hostile;

/// <summary>Everything that takes bytes from a peer, behind one signature.</summary>
internal static class Decoders
{
    private const int MaximumSize = 64 * 1024;

    private static readonly byte[] OldValue = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];

    /// <summary>By name, so that a failing test says which one it was.</summary>
    public static IReadOnlyDictionary<string, Action<ReadOnlyMemory<byte>>> All { get; } = new Dictionary<string, Action<ReadOnlyMemory<byte>>>
    {
        ["frame"] = input => Frame.Read(input),

        // Its tokens are read whatever they are and written in ASCII only, so it is not written again here.
        ["handshake response"] = input => ReadOnly<ConnectionResponse>(input),
        ["handshake request"] = input => ConnectionRequest.Parse("/diffusion", "ty=WB&v=29&" + Encoding.Latin1.GetString(input.Span)),
        ["credentials"] = Body<Credentials>,
        ["session id"] = Body<SessionId>,
        ["service error"] = Body<ServiceError>,
        ["specification"] = Body<TopicSpecification>,
        ["constraint"] = Body<UpdateConstraint>,
        ["add request"] = Body<AddTopicRequest>,
        ["add response"] = Body<AddTopicResponse>,
        ["remove request"] = Body<RemoveTopicsRequest>,
        ["remove response"] = Body<RemoveTopicsResponse>,
        ["selection"] = Body<SelectionRequest>,
        ["unsubscribe all scopes"] = Body<UnsubscribeAllScopesRequest>,
        ["subscription"] = Body<SubscriptionNotification>,
        ["unsubscription"] = Body<UnsubscriptionNotification>,
        ["set"] = Body<SetTopicRequest>,
        ["add and set"] = Body<AddAndSetTopicRequest>,
        ["append"] = Body<AppendRequest>,
        ["append with timestamp"] = Body<AppendWithTimestampRequest>,
        ["edit"] = Body<EditRequest>,
        ["range query"] = Body<RangeQueryRequest>,
        ["range query response"] = Body<RangeQueryResponse>,
        ["event"] = Body<TimeSeriesEvent>,
        ["event metadata"] = Body<EventMetadata>,
        ["range expression"] = input => TimeSeriesRange.TryParse(Encoding.Latin1.GetString(input.Span), out _, out _),
        ["fetch request"] = Body<FetchRequest>,
        ["fetch response"] = Body<FetchResponse>,
        ["session properties"] = Body<SessionPropertiesResponse>,
        ["error reports"] = Body<ErrorReportsResponse>,
        ["global permissions"] = Body<GlobalPermissionsResponse>,
        ["path permissions request"] = Body<PathPermissionsRequest>,
        ["path permissions"] = Body<PathPermissionsResponse>,
        ["system authentication"] = Body<SystemAuthenticationResponse>,
        ["security"] = Body<SecurityResponse>,
        ["store update"] = Body<StoreUpdateRequest>,
        ["reauthenticate"] = Body<ReauthenticateRequest>,
        ["reauthenticate response"] = Body<ReauthenticateResponse>,
        ["session properties request"] = Body<SessionPropertiesRequest>,
        ["set session properties"] = Body<SetSessionPropertiesRequest>,
        ["set session properties response"] = Body<SetSessionPropertiesResponse>,
        ["set session properties by filter"] = Body<SetSessionPropertiesByFilterRequest>,
        ["count and errors"] = Body<CountAndErrorsResponse>,
        ["count or errors"] = Body<CountOrErrorsResponse>,
        ["close by filter"] = Body<CloseSessionsRequest>,
        ["change roles"] = Body<ChangeRolesRequest>,
        ["change roles by filter"] = Body<ChangeRolesByFilterRequest>,
        ["set conflated"] = Body<SetConflatedRequest>,
        ["set conflated by filter"] = Body<SetConflatedByFilterRequest>,
        ["session selection"] = Body<SessionSelectionRequest>,
        ["filter selection"] = Body<FilterSelectionRequest>,
        ["session all scopes"] = Body<SessionAllScopesRequest>,
        ["filter all scopes"] = Body<FilterAllScopesRequest>,
        ["topic selections"] = Body<TopicSelectionsResponse>,
        ["session event listener"] = Body<SessionEventListenerRequest>,
        ["remove session event listener"] = Body<RemoveSessionEventListenerRequest>,
        ["session properties listener"] = Body<SessionPropertiesListenerRequest>,
        ["session events"] = Body<SessionEventsNotification>,
        ["path request"] = Body<PathRequest>,
        ["session request"] = Body<SessionRequest>,
        ["filter request"] = Body<FilterRequest>,
        ["request response"] = Body<RequestResponse>,
        ["filtered response"] = Body<FilteredResponse>,
        ["add request handler"] = Body<AddRequestHandlerRequest>,
        ["remove request handler"] = Body<RemoveRequestHandlerRequest>,
        ["forwarded request"] = Body<ForwardedRequest>,
        ["add authenticator"] = Body<AddAuthenticatorRequest>,
        ["remove authenticator"] = Body<RemoveAuthenticatorRequest>,
        ["authenticate"] = Body<AuthenticateRequest>,
        ["authenticate response"] = Body<AuthenticateResponse>,
        ["session lock"] = Body<SessionLockRequest>,
        ["acquired lock"] = Body<AcquiredLock>,
        ["unlock response"] = Body<UnlockResponse>,
        ["cancel session lock"] = Body<CancelSessionLockRequest>,
        ["get session lock"] = Body<GetSessionLockRequest>,
        ["session lock response"] = Body<SessionLockResponse>,
        ["session locks"] = Body<SessionLocksResponse>,
        ["JSON"] = input => Json(input),
        ["STRING"] = input => Value(input, ScalarCbor.ToString, ScalarCbor.FromString),
        ["INT64"] = input => Value(input, ScalarCbor.ToInt64, ScalarCbor.FromInt64),
        ["DOUBLE"] = input => Value(input, ScalarCbor.ToDouble, ScalarCbor.FromDouble),
        ["validation"] = input =>
        {
            foreach (TopicTypeCode type in Enum.GetValues<TopicTypeCode>())
            {
                TopicValue.IsValid(type, input, out _);
            }
        },
        ["delta"] = input => BinaryDelta.Apply(OldValue, input, MaximumSize),
        ["zlib"] = input => FrameCompression.Decompress(input, MaximumSize),
    };

    /// <summary>The exception that a decoder gave, other than the one it may give.</summary>
    public static Exception? Fault(Action<ReadOnlyMemory<byte>> decoder, ReadOnlyMemory<byte> input, out bool isAccepted)
    {
        isAccepted = false;
        try
        {
            decoder(input);
            isAccepted = true;
            return null;
        }
        catch (WireFormatException)
        {
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    // A value that can be read can be written, and then says the same.
    private static void Value<T>(ReadOnlyMemory<byte> input, Func<ReadOnlyMemory<byte>, T> read, Func<T, byte[]> write)
    {
        T value = read(input);
        T again = read(write(value));
        if (!EqualityComparer<T>.Default.Equals(value, again))
        {
            throw new InvalidOperationException($"{Convert.ToHexStringLower(input.Span)} reads as {value}, which is {again} when it has been written.");
        }
    }

    // Integers beyond 64 bits, which JSON of the SDK does not have, become floating point: so it is what was written once that must not change.
    private static void Json(ReadOnlyMemory<byte> input)
    {
        byte[] once = JsonCbor.FromJson(JsonCbor.ToJson(input));
        byte[] twice = JsonCbor.FromJson(JsonCbor.ToJson(once));
        if (!once.AsSpan().SequenceEqual(twice))
        {
            throw new InvalidOperationException($"{Convert.ToHexStringLower(input.Span)} does not survive being written as JSON.");
        }
    }

    private static void ReadOnly<T>(ReadOnlyMemory<byte> input)
        where T : IWireMessage<T>
    {
        WireReader reader = new(input);
        T.ReadFrom(ref reader);
    }

    // What is accepted must be stable: writing it and reading that again gives the same bytes.
    private static void Body<T>(ReadOnlyMemory<byte> input)
        where T : IWireMessage<T>
    {
        WireReader reader = new(input);
        T message = T.ReadFrom(ref reader);
        WireWriter written = new();
        message.WriteTo(written);

        WireReader again = new(written.WrittenMemory);
        T reread = T.ReadFrom(ref again);
        WireWriter rewritten = new();
        reread.WriteTo(rewritten);
        if (again.Remaining != 0 || !rewritten.WrittenSpan.SequenceEqual(written.WrittenSpan))
        {
            throw new InvalidOperationException($"{Convert.ToHexStringLower(input.Span)} reads as a {typeof(T).Name} that does not survive writing.");
        }
    }
}

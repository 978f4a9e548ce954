using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>Reads and writes frames with a typed body, for tests that learn the type at run time.</summary>
internal abstract partial class BodyCodec
{
    /// <summary>The services of the project so far, with the types of their requests and responses.</summary>
    public static IReadOnlyDictionary<ServiceId, (BodyCodec Request, BodyCodec Response)> Services { get; } =
        new Dictionary<ServiceId, (BodyCodec, BodyCodec)>(SecurityServices())
        {
            [ServiceId.Subscribe] = (Of<SelectionRequest>(), Of<EmptyMessage>()),
            [ServiceId.Unsubscribe] = (Of<SelectionRequest>(), Of<EmptyMessage>()),
            [ServiceId.UnsubscribeAllScopes] = (Of<UnsubscribeAllScopesRequest>(), Of<EmptyMessage>()),
            [ServiceId.SubscriptionNotification] = (Of<SubscriptionNotification>(), Of<EmptyMessage>()),
            [ServiceId.UnsubscriptionNotification] = (Of<UnsubscriptionNotification>(), Of<EmptyMessage>()),
            [ServiceId.SystemPing] = (Of<EmptyMessage>(), Of<EmptyMessage>()),
            [ServiceId.UserPing] = (Of<EmptyMessage>(), Of<EmptyMessage>()),
            [ServiceId.AddTopic] = (Of<AddTopicRequest>(), Of<AddTopicResponse>()),
            [ServiceId.RemoveTopics] = (Of<RemoveTopicsRequest>(), Of<RemoveTopicsResponse>()),
            [ServiceId.SetTopic] = (Of<SetTopicRequest>(), Of<EmptyMessage>()),
            [ServiceId.AddAndSetTopic] = (Of<AddAndSetTopicRequest>(), Of<AddTopicResponse>()),
            [ServiceId.Append] = (Of<AppendRequest>(), Of<EventMetadata>()),
            [ServiceId.AppendWithTimestamp] = (Of<AppendWithTimestampRequest>(), Of<EventMetadata>()),
            [ServiceId.Edit] = (Of<EditRequest>(), Of<EventMetadata>()),
            [ServiceId.RangeQuery] = (Of<RangeQueryRequest>(), Of<RangeQueryResponse>()),
            [ServiceId.Fetch] = (Of<FetchRequest>(), Of<FetchResponse>()),
            [ServiceId.GetSessionProperties] = (Of<EmptyMessage>(), Of<SessionPropertiesResponse>()),
        };

    public static BodyCodec Error { get; } = Of<ServiceError>();

    public static BodyCodec Of<T>()
        where T : IWireMessage<T> => new Typed<T>();

    /// <summary>Reads a body that must be used up entirely.</summary>
    public abstract object Read(ReadOnlyMemory<byte> body);

    /// <summary>Writes the whole message that <paramref name="frame"/> was read from, with this body.</summary>
    public abstract byte[] Write(Frame frame, object body);

    private sealed class Typed<T> : BodyCodec
        where T : IWireMessage<T>
    {
        public override object Read(ReadOnlyMemory<byte> body) => Support.Message.Read<T>(body);

        public override byte[] Write(Frame frame, object body)
        {
            WireWriter writer = new();
            switch (frame.Type)
            {
                case FrameType.Request:
                    Frame.WriteRequest(writer, frame.Service, frame.ConversationId, (T)body);
                    break;
                case FrameType.Response:
                    Frame.WriteResponse(writer, frame.ConversationId, (T)body);
                    break;
                case FrameType.Error:
                    Frame.WriteError(writer, frame.ConversationId, (ServiceError)body);
                    break;
                default:
                    throw new ArgumentException($"A {frame.Type} has no typed body.", nameof(frame));
            }

            return writer.ToArray();
        }
    }
}

using CsCheck;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>The messages about other sessions.</summary>
internal static partial class Generators
{
    public static Gen<SetSessionPropertiesRequest> SetSessionProperties => Gen.Select(
        SessionId, Properties.Null(), Texts.Null(), (session, properties, removed) => new SetSessionPropertiesRequest(session, properties, removed));

    public static Gen<CountOrErrorsResponse> CountOrErrors => Gen.Select(
        Int32, ErrorReports, (count, errors) => new CountOrErrorsResponse(errors.Length == 0 ? count : 0, errors));

    public static Gen<TopicSelectionsResponse> TopicSelections => Gen.Select(
        Text,
        Gen.Select(Text, Gen.Bool, (selector, isDeselection) => new TopicSelection(selector, isDeselection)).Array[0, 3],
        (scope, selections) => new ScopeSelections(scope, selections)).Array[0, 3].Select(scopes => new TopicSelectionsResponse(scopes));

    public static Gen<SessionEventListenerRequest> SessionEventListener => Gen.Select(
        OptionalText, Texts.Null(), Int64.Nullable(), Int32, (filter, keys, after, listener) => new SessionEventListenerRequest(filter, keys, after, listener));

    public static Gen<SessionEventsNotification> SessionEvents => Gen.Select(
        Int32, SessionEvent.Array[0, 4], (listener, events) => new SessionEventsNotification(listener, events));

    private static Gen<SessionEvent> SessionEvent => Gen.OneOf(
        Gen.Select(SessionId, Properties, (session, properties) => (SessionEvent)new SessionEvent.Opened(session, properties)),
        Gen.Select(SessionId, Gen.Byte, Change.Array[0, 4], (session, cause, changes) => (SessionEvent)new SessionEvent.Updated(session, (SessionUpdateCause)cause, changes)),
        Gen.Select(SessionId, Gen.Byte, Properties, (session, reason, properties) => (SessionEvent)new SessionEvent.Closed(session, (SessionCloseReason)reason, properties)));

    private static Gen<SessionPropertyChange> Change => Gen.OneOf(
        Gen.Select(Text, Text, SessionPropertyChange.Added),
        Gen.Select(Text, Text, Text, SessionPropertyChange.Changed),
        Gen.Select(Text, Text, SessionPropertyChange.Removed));
}

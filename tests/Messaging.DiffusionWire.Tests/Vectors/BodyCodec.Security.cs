using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Sessions;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>The services of docs/protocol/security.md.</summary>
internal abstract partial class BodyCodec
{
    private static Dictionary<ServiceId, (BodyCodec Request, BodyCodec Response)> SecurityServices() => new()
    {
        [ServiceId.GetSystemAuthentication] = (Of<EmptyMessage>(), Of<SystemAuthenticationResponse>()),
        [ServiceId.UpdateSystemAuthentication] = (Of<StoreUpdateRequest>(), Of<ErrorReportsResponse>()),
        [ServiceId.GetSecurity] = (Of<EmptyMessage>(), Of<SecurityResponse>()),
        [ServiceId.UpdateSecurity] = (Of<StoreUpdateRequest>(), Of<ErrorReportsResponse>()),
        [ServiceId.GetGlobalPermissions] = (Of<EmptyMessage>(), Of<GlobalPermissionsResponse>()),
        [ServiceId.GetPathPermissions] = (Of<PathPermissionsRequest>(), Of<PathPermissionsResponse>()),
        [ServiceId.Reauthenticate] = (Of<ReauthenticateRequest>(), Of<ReauthenticateResponse>()),
        [ServiceId.RevokeAuthentication] = (Of<SessionId>(), Of<EmptyMessage>()),
        [ServiceId.GetPropertiesOfSession] = (Of<SessionPropertiesRequest>(), Of<SessionPropertiesResponse>()),
        [ServiceId.SetSessionProperties] = (Of<SetSessionPropertiesRequest>(), Of<SetSessionPropertiesResponse>()),
        [ServiceId.SetSessionPropertiesByFilter] = (Of<SetSessionPropertiesByFilterRequest>(), Of<CountAndErrorsResponse>()),
        [ServiceId.CloseSession] = (Of<SessionId>(), Of<EmptyMessage>()),
        [ServiceId.CloseByFilter] = (Of<CloseSessionsRequest>(), Of<CountAndErrorsResponse>()),
        [ServiceId.ChangeRoles] = (Of<ChangeRolesRequest>(), Of<EmptyMessage>()),
        [ServiceId.ChangeRolesByFilter] = (Of<ChangeRolesByFilterRequest>(), Of<CountAndErrorsResponse>()),
        [ServiceId.SetConflated] = (Of<SetConflatedRequest>(), Of<EmptyMessage>()),
        [ServiceId.SetConflatedByFilter] = (Of<SetConflatedByFilterRequest>(), Of<CountAndErrorsResponse>()),
        [ServiceId.SubscribeSession] = (Of<SessionSelectionRequest>(), Of<EmptyMessage>()),
        [ServiceId.SubscribeByFilter] = (Of<FilterSelectionRequest>(), Of<CountOrErrorsResponse>()),
        [ServiceId.UnsubscribeSession] = (Of<SessionSelectionRequest>(), Of<EmptyMessage>()),
        [ServiceId.UnsubscribeByFilter] = (Of<FilterSelectionRequest>(), Of<CountOrErrorsResponse>()),
        [ServiceId.UnsubscribeSessionAllScopes] = (Of<SessionAllScopesRequest>(), Of<EmptyMessage>()),
        [ServiceId.UnsubscribeAllScopesByFilter] = (Of<FilterAllScopesRequest>(), Of<CountOrErrorsResponse>()),
        [ServiceId.GetTopicSelections] = (Of<SessionId>(), Of<TopicSelectionsResponse>()),
        [ServiceId.AddSessionEventListener] = (Of<SessionEventListenerRequest>(), Of<ErrorReportsResponse>()),
        [ServiceId.RemoveSessionEventListener] = (Of<RemoveSessionEventListenerRequest>(), Of<EmptyMessage>()),
        [ServiceId.SetSessionPropertiesListener] = (Of<SessionPropertiesListenerRequest>(), Of<EmptyMessage>()),
        [ServiceId.SessionEventsNotification] = (Of<SessionEventsNotification>(), Of<EmptyMessage>()),
        [ServiceId.SendRequest] = (Of<PathRequest>(), Of<RequestResponse>()),
        [ServiceId.SendRequestToSession] = (Of<SessionRequest>(), Of<RequestResponse>()),
        [ServiceId.SendRequestToFilter] = (Of<FilterRequest>(), Of<CountOrErrorsResponse>()),
        [ServiceId.FilteredResponse] = (Of<FilteredResponse>(), Of<EmptyMessage>()),
        [ServiceId.AddRequestHandler] = (Of<AddRequestHandlerRequest>(), Of<EmptyMessage>()),
        [ServiceId.RemoveRequestHandler] = (Of<RemoveRequestHandlerRequest>(), Of<EmptyMessage>()),
        [ServiceId.ForwardedRequest] = (Of<ForwardedRequest>(), Of<RequestResponse>()),
        [ServiceId.AddAuthenticator] = (Of<AddAuthenticatorRequest>(), Of<EmptyMessage>()),
        [ServiceId.RemoveAuthenticator] = (Of<RemoveAuthenticatorRequest>(), Of<EmptyMessage>()),
        [ServiceId.Authenticate] = (Of<AuthenticateRequest>(), Of<AuthenticateResponse>()),
        [ServiceId.AcquireSessionLock] = (Of<SessionLockRequest>(), Of<AcquiredLock>()),
        [ServiceId.CancelSessionLock] = (Of<CancelSessionLockRequest>(), Of<EmptyMessage>()),
        [ServiceId.ReleaseSessionLock] = (Of<AcquiredLock>(), Of<UnlockResponse>()),
        [ServiceId.GetSessionLock] = (Of<GetSessionLockRequest>(), Of<SessionLockResponse>()),
        [ServiceId.GetSessionLocks] = (Of<EmptyMessage>(), Of<SessionLocksResponse>()),
    };
}

using System.Collections.Concurrent;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Security.SignIn;
using Messaging.LocalServer.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Services;

/// <summary>Lets a session go on as somebody else, or with other properties (SEC-20). It is answered later: that takes a while.</summary>
internal sealed class ReauthenticateService(AuthenticatorChain authenticators, SessionQuota quota, SessionAuthority authority, ILogger log) : IService
{
    // One at a time: what waits is bounded by the number of sessions, and no order has to be kept.
    private readonly ConcurrentDictionary<Session, bool> _running = new();

    public ServiceId Id => ServiceId.Reauthenticate;

    public void Handle(in Frame request, RequestContext context)
    {
        // It outlives the request, whose bytes are the reader's: the credentials are a slice of them.
        ReauthenticateRequest body = (request with { Body = request.Body.ToArray() }).ReadBody<ReauthenticateRequest>();
        if (!_running.TryAdd(context.Session, true))
        {
            throw new ServiceException(ServiceErrorCode.RejectedRequest, "The session is authenticating already.");
        }

        // It never throws, and whoever asked gets an answer.
        _ = AuthenticateAsync(request.ConversationId, body, context.Session);
    }

    private async Task AuthenticateAsync(int conversationId, ReauthenticateRequest request, Session session)
    {
        // The request's own batch belongs to the thread that reads.
        RequestContext context = new(session, new WriteBatch());
        try
        {
            SessionIdentity asked = session.Identity;
            SessionIdentity? identity = await authenticators.AuthenticateAsync(request, asked, session.Address, CancellationToken.None).ConfigureAwait(false);
            if (identity is not null)
            {
                if (quota.TryMove(session, identity.Principal) is { } problem)
                {
                    throw new ServiceException(ServiceErrorCode.RejectedRequest, $"The session keeps its principal: {problem}");
                }

                authority.Change(session, current => LateChanges.Apply(asked, current, identity), context.Batch);
            }

            _running.TryRemove(session, out _);
            context.Respond(conversationId, new ReauthenticateResponse(identity is not null));
        }
        catch (ServiceException e)
        {
            _running.TryRemove(session, out _);
            ServerLog.RequestRefused(log, session.Name, (int)Id, conversationId, e.Code, LogText.OneLine(e.Message));
            context.Refuse(conversationId, new ServiceError(e.Message, e.Code));
        }
        catch (Exception e)
        {
            _running.TryRemove(session, out _);
            ServerLog.ServiceFailed(log, (int)Id, e);
            context.Refuse(conversationId, new ServiceError("The server failed to handle the request.", ServiceErrorCode.CommunicationFailure));
        }

        context.Batch.Flush();
    }
}

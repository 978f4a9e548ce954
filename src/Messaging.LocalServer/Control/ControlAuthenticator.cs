using System.Collections.Immutable;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.SignIn;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Control;

/// <summary>One place in the chain of authenticators, for sessions that decide about other sessions (SEC-22).</summary>
/// <remarks>
/// Of several sessions that took the place the first one is asked. Nobody there, no answer in time, or gone while it thinks:
/// abstain. How many may wait is bounded by <see cref="LocalServerOptions.MaximumPendingRequests"/>; overflow rule: who
/// comes then is denied, so that a crowd cannot get past an authenticator. All members may be called from any thread.
/// </remarks>
internal sealed class ControlAuthenticator(string name, TimeSpan timeout) : IAuthenticator
{
    private ImmutableList<Registration> _registrations = [];

    public string Name { get; } = name;

    /// <summary>Lets a session take the place, behind those that have it already.</summary>
    /// <exception cref="ServiceException">It has it.</exception>
    public void Add(Session session, int streamId)
    {
        bool isNew = ImmutableInterlocked.Update(
            ref _registrations,
            list => list.Exists(registration => registration.Session == session) ? list : list.Add(new Registration(session, streamId)));
        if (!isNew)
        {
            throw new ServiceException(ServiceErrorCode.HandlerConflict, $"The session is registered as the authentication handler '{Name}' already.");
        }
    }

    /// <summary>Lets a session leave the place, if it has it.</summary>
    public void Remove(Session session) =>
        ImmutableInterlocked.Update(ref _registrations, list => list.RemoveAll(registration => registration.Session == session));

    public async ValueTask<AuthenticationResult> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        // Who may not authenticate others any more is not asked, without having to be found when its roles change.
        if (Volatile.Read(ref _registrations).Find(registration => registration.Session.Permissions.Has(GlobalPermission.Authenticate)) is not { } handler)
        {
            return AuthenticationResult.Abstain;
        }

        AuthenticatorQuestion question = new(request);
        WriteBatch batch = new();
        handler.Session.Ask(ServiceId.Authenticate, question.ToWire(handler.StreamId), question, timeout, batch);
        batch.Flush();
        return await question.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed record Registration(Session Session, int StreamId);
}

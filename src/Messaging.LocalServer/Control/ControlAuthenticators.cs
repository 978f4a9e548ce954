using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Control;

/// <summary>The places in the chain of authenticators that sessions may take (SEC-22).</summary>
internal sealed class ControlAuthenticators
{
    private readonly ControlAuthenticator[] _places;

    public ControlAuthenticators(LocalServerOptions options)
    {
        Before = new ControlAuthenticator("before-system-handler", options.AuthenticatorTimeout);
        After = new ControlAuthenticator("after-system-handler", options.AuthenticatorTimeout);
        _places = [Before, After];
    }

    /// <summary>Asked before the server looks into its own store.</summary>
    public ControlAuthenticator Before { get; }

    /// <summary>Asked when the server's own store does not know.</summary>
    public ControlAuthenticator After { get; }

    /// <summary>Looks a place up.</summary>
    /// <exception cref="ServiceException">There is none of this name.</exception>
    public ControlAuthenticator Find(string name) =>
        Array.Find(_places, place => place.Name == name)
        ?? throw new ServiceException(
            ServiceErrorCode.InvalidData,
            $"There is no authentication handler '{name}' in the server's configuration: it has {string.Join(" and ", _places.Select(place => $"'{place.Name}'"))}.");

    /// <summary>Lets go of a session that has ended. May be called again.</summary>
    public void Forget(Session session)
    {
        foreach (ControlAuthenticator place in _places)
        {
            place.Remove(session);
        }
    }
}

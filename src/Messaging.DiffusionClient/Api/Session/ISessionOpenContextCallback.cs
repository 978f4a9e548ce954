#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>Told how opening a session went: exactly one call.</summary>
/// <typeparam name="TContext">The type of the object that is passed through.</typeparam>
public interface ISessionOpenContextCallback<in TContext>
{
    /// <summary>The session is open.</summary>
    /// <param name="context">The caller's object.</param>
    /// <param name="session">The session.</param>
    void OnOpened(TContext context, ISession session);

    /// <summary>The session could not be opened.</summary>
    /// <param name="context">The caller's object.</param>
    /// <param name="errorReason">Why.</param>
    void OnError(TContext context, ErrorReason errorReason);
}

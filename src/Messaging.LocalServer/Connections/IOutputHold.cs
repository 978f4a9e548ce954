namespace Messaging.LocalServer.Connections;

/// <summary>A transport on which nothing may be said before something has happened that it may depend on.</summary>
internal interface IOutputHold
{
    /// <summary>Completes when all may be said that was put together before the call.</summary>
    /// <returns>A task that fails with an <see cref="IOException"/> if that will never be.</returns>
    Task WaitAsync();
}

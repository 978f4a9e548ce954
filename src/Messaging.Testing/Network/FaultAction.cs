namespace Messaging.Testing;

/// <summary>What happens at a place in the bytes that a <see cref="ProxyLane"/> passes on.</summary>
internal enum FaultAction
{
    /// <summary>Nothing: the place is a signal to wait for.</summary>
    None,

    /// <summary>Both sides are cut off with a reset.</summary>
    Reset,

    /// <summary>Both sides see an orderly end: the receiver has exactly what came before the place.</summary>
    Finish,

    /// <summary>What comes behind the place is swallowed, and nobody is told: the connection seems to be open.</summary>
    Swallow,

    /// <summary>What comes behind the place waits for <see cref="ProxyLane.Resume"/>.</summary>
    Pause,
}

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>When a lock that was not released is released by itself (rule SEC-60).</summary>
public enum SessionLockScope : byte
{
    /// <summary>When the session ends.</summary>
    UnlockOnSessionLoss = 0,

    /// <summary>When the connection is lost.</summary>
    UnlockOnConnectionLoss = 1,
}

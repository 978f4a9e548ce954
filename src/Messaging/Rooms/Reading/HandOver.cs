namespace Messaging.Rooms.Reading;

/// <summary>What is not done on the session's thread, which must not be held up.</summary>
internal static class HandOver
{
    /// <summary>Does it on the thread pool. In no order.</summary>
    public static void Later(Action what) => ThreadPool.UnsafeQueueUserWorkItem(_ => what(), null);
}

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Starts what outlives the call that starts it, and so must not carry that call's execution context along.</summary>
internal static class Detached
{
    /// <summary>Runs on the thread pool.</summary>
    public static Task Run(Func<Task> work) => Create(() => Task.Run(work));

    /// <summary>Runs on the thread pool.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work) => Create(() => Task.Run(work));

    /// <summary>Creates something that would keep the context, such as a timer.</summary>
    public static T Create<T>(Func<T> create)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return create();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return create();
        }
    }
}

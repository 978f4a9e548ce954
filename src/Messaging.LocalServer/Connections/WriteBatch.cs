namespace Messaging.LocalServer.Connections;

/// <summary>The connections that one reader has written to since it last flushed.</summary>
/// <remarks>
/// A reader handles all that has arrived, then flushes once: many small messages become one write per connection,
/// and no message wakes a thread of its own. Belongs to one thread at a time.
/// </remarks>
internal sealed class WriteBatch
{
    private readonly List<OutputBuffer> _outputs = [];
    private List<Action<WriteBatch>>? _deferred;

    /// <summary>Whether so much waits for one of the connections that the end of the read batch should not be waited for.</summary>
    public bool IsLarge { get; set; }

    /// <summary>Called by <see cref="OutputBuffer"/> when something was appended to it that the batch has to flush.</summary>
    public void Add(OutputBuffer output) => _outputs.Add(output);

    /// <summary>Leaves something to be done before the batch is flushed, as it needs locks that may not be taken now.</summary>
    public void Defer(Action<WriteBatch> action) => (_deferred ??= []).Add(action);

    /// <summary>Does what was deferred, and sends what was written. Never called under a lock.</summary>
    public void Flush()
    {
        while (_deferred is { } deferred)
        {
            _deferred = null;
            foreach (Action<WriteBatch> action in deferred)
            {
                action(this);
            }
        }

        foreach (OutputBuffer output in _outputs)
        {
            output.Flush();
        }

        _outputs.Clear();
        IsLarge = false;
        ThreadScratch.Trim();
    }
}

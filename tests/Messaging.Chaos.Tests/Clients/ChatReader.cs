using Messaging.Chaos.Tests.Evidence;

namespace Messaging.Chaos.Tests.Clients;

/// <summary>Reads a room from its beginning and folds what it is told.</summary>
internal sealed class ChatReader(string name, string room, IChatRoom handle)
{
    private readonly Lock _lock = new();
    private readonly ReaderFold _fold = new(name, room);

    public string Room => room;

    /// <summary>The number of the latest message.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _fold.Last;
            }
        }
    }

    /// <summary>Everything so far. To be looked at when the reader has ended.</summary>
    public ReaderFold Fold => _fold;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (RoomEvent roomEvent in handle.ReadAsync(ReadFrom.FromSequence(0), stop))
            {
                lock (_lock)
                {
                    _fold.Apply(roomEvent);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The run is over.
        }
        catch (Exception error)
        {
            lock (_lock)
            {
                _fold.Fail(error);
            }
        }
    }
}

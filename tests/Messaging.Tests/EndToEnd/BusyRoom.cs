using System.Diagnostics;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Tests.EndToEnd;

/// <summary>A history room with one who posts and two who read and keep up.</summary>
internal sealed class BusyRoom : IAsyncDisposable
{
    public const string Name = "busy";

    private const int Readers = 2;

    // As many as are under way before the readers have to have them: they keep up with that.
    private const int Batch = 500;

    private static readonly IJSON Message = Diffusion.DataTypes.JSON.FromJSONString("""{"text":"Hello, and how are you today?","name":"ann"}""");

    private readonly ISession _poster;
    private readonly CancellationTokenSource _ended = new();
    private readonly Progress[] _read;
    private readonly Task[] _reading;

    private BusyRoom(ISession poster, IEnumerable<IChatRoom> rooms)
    {
        _poster = poster;
        _read = [.. Enumerable.Range(0, Readers).Select(_ => new Progress())];
        _reading = [.. rooms.Select((room, i) => ReadAsync(room, _read[i]))];
    }

    public static RoomOptions Options { get; } = new() { Kind = RoomKind.History, RetainedRange = "limit 1000" };

    /// <summary>How many messages were posted so far.</summary>
    public long Posted { get; private set; }

    public static async Task<BusyRoom> OpenAsync(Func<Uri, Action<MessagingOptions>?, MessagingClient> newClient, Uri url)
    {
        List<IChatRoom> rooms = [];
        for (int i = 0; i < Readers; i++)
        {
            rooms.Add(await newClient(url, null).JoinAsync(Name, Options).Within());
        }

        return new BusyRoom(Diffusion.Sessions.Principal("control").Password("password").ConnectionTimeout(60_000).Open(url.ToString()), rooms);
    }

    /// <summary>Posts messages, and tells how long it took until both readers had all of them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="look">Called whenever both readers have caught up.</param>
    public async Task<TimeSpan> PostAsync(int count, Action? look = null)
    {
        long start = Stopwatch.GetTimestamp();
        for (int posted = 0; posted < count; posted += Batch)
        {
            int batch = Math.Min(Batch, count - posted);
            Posted += batch;
            Task read = Task.WhenAll(_read.Select(progress => progress.ReachesAsync(Posted)));
            await Task.WhenAll(Enumerable.Range(0, batch).Select(_ => _poster.TimeSeries.AppendAsync($"Chat/{Name}", Message))).Within();
            await read.Within();
            look?.Invoke();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_reading).Within();
        _poster.Close();
        _ended.Dispose();
    }

    private async Task ReadAsync(IChatRoom room, Progress progress)
    {
        try
        {
            await foreach (RoomEvent told in room.ReadAsync(ReadFrom.FromSequence(0), _ended.Token))
            {
                if (told is MessagePosted)
                {
                    progress.Add();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private sealed class Progress
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _reached = new();
        private long _count;
        private long _wanted;

        public Task ReachesAsync(long count)
        {
            lock (_lock)
            {
                _wanted = count;
                _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _count >= count ? Task.CompletedTask : _reached.Task;
            }
        }

        public void Add()
        {
            lock (_lock)
            {
                if (++_count == _wanted)
                {
                    _reached.TrySetResult();
                }
            }
        }
    }
}

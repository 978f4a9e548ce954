using Messaging.Diagnostics;

namespace Messaging.Rooms.Reading;

/// <summary>
/// What <see cref="IChatRoom.ReadAsync(ReadFrom, CancellationToken)"/> gives: each enumeration opens a reader of its own with its first step,
/// and is that from then on. No iterator around the reader's, which would cost every message a second one.
/// </summary>
/// <param name="feed">The room's feed.</param>
/// <param name="owner">The handle that has to end its readers.</param>
/// <param name="from">Where to start.</param>
/// <param name="options">How to read.</param>
/// <param name="telemetry">Whom to tell what is read.</param>
/// <param name="isLeft">Whether the handle was left.</param>
/// <param name="cancellationToken">Ends the enumerations.</param>
internal sealed class RoomReading(
    IRoomFeed feed,
    object owner,
    ReadFrom from,
    RoomOptions options,
    RoomTelemetry telemetry,
    Func<bool> isLeft,
    CancellationToken cancellationToken)
    : IAsyncEnumerable<RoomEvent>
{
    public IAsyncEnumerator<RoomEvent> GetAsyncEnumerator(CancellationToken enumerationToken = default) =>
        new Enumerator(this, enumerationToken);

    private ReadingObservation NewObservation() => new(telemetry);

    private IAsyncEnumerator<RoomEvent> Open(CancellationToken enumerationToken)
    {
        IRoomReader reader = feed.Open(owner, from, options);
        if (isLeft())
        {
            // Left between the call and the first step: whoever ends this handle's readers did not see this one.
            reader.End(null);
        }

        return reader.ReadAsync(cancellationToken).GetAsyncEnumerator(enumerationToken);
    }

    private sealed class Enumerator(RoomReading reading, CancellationToken enumerationToken) : IAsyncEnumerator<RoomEvent>
    {
        private readonly ReadingObservation _observation = reading.NewObservation();
        private IAsyncEnumerator<RoomEvent>? _events;
        private bool _isNew;

        /// <summary>
        /// The event. It is handed over when it is taken here for the first time: what comes between that and the next step is the
        /// application's, on the application's own path, which no asynchronous method of ours could lead a span into.
        /// </summary>
        public RoomEvent Current
        {
            get
            {
                RoomEvent current = _events?.Current!;
                if (_isNew)
                {
                    _isNew = false;
                    _observation.HandOver(current);
                }

                return current;
            }
        }

        public ValueTask<bool> MoveNextAsync()
        {
            _observation.Finish();
            _isNew = true;
            return (_events ??= reading.Open(enumerationToken)).MoveNextAsync();
        }

        public ValueTask DisposeAsync()
        {
            _observation.Finish();
            return _events?.DisposeAsync() ?? default;
        }
    }
}

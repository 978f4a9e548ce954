namespace Messaging.Rooms.Reading;

/// <summary>
/// What <see cref="IChatRoom.ReadAsync(ReadFrom, CancellationToken)"/> gives: each enumeration opens a reader of its own with its first step,
/// and is that from then on. No iterator around the reader's, which would cost every message a second one.
/// </summary>
/// <param name="feed">The room's feed.</param>
/// <param name="owner">The handle that has to end its readers.</param>
/// <param name="from">Where to start.</param>
/// <param name="options">How to read.</param>
/// <param name="isLeft">Whether the handle was left.</param>
/// <param name="cancellationToken">Ends the enumerations.</param>
internal sealed class RoomReading(
    IRoomFeed feed, object owner, ReadFrom from, RoomOptions options, Func<bool> isLeft, CancellationToken cancellationToken)
    : IAsyncEnumerable<RoomEvent>
{
    public IAsyncEnumerator<RoomEvent> GetAsyncEnumerator(CancellationToken enumerationToken = default) =>
        new Enumerator(this, enumerationToken);

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
        private IAsyncEnumerator<RoomEvent>? _events;

        public RoomEvent Current => _events?.Current!;

        public ValueTask<bool> MoveNextAsync() => (_events ??= reading.Open(enumerationToken)).MoveNextAsync();

        public ValueTask DisposeAsync() => _events?.DisposeAsync() ?? default;
    }
}

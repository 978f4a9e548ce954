using System.Runtime.CompilerServices;
using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms.Reading;

/// <summary>
/// Brings one reader to how its room stood at one moment: when it starts, and whenever it has missed something. Asks the
/// server only for what the feed does not know.
/// </summary>
/// <param name="feed">The room's feed.</param>
/// <param name="from">Where the reader starts.</param>
/// <param name="cursor">What it has had.</param>
/// <param name="known">The moment.</param>
/// <param name="cause">Why it missed something, should that turn out to be lost.</param>
/// <param name="logger">Where to log.</param>
internal sealed class CatchUp(
    HistoryFeed feed, ReadFrom from, ReadCursor cursor, TimelineSnapshot known, GapReason cause, ILogger logger)
{
    private MessagingException? _failure;
    private bool _isGapRuledOut;
    private bool _isStartUnknown;
    private bool _isOtherSeries;

    /// <summary>Whether the session was lost in between. What the cursor says holds; the next session has to go on.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>
    /// What the reader has to be told, in parts, each to be gone through before the next one is asked for: a message does not go through
    /// one asynchronous iterator after the other.
    /// </summary>
    public async IAsyncEnumerable<IEnumerable<RoomEvent>> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _isOtherSeries = cursor.HasStarted && cursor.Series != known.Series;
        do
        {
            if (_isOtherSeries)
            {
                yield return [BeginAnew()];
            }

            _isOtherSeries = false; // unless the repair finds out that it is, once more
            await foreach (IEnumerable<RoomEvent> part in RepairAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return part;
            }
        }
        while (_isOtherSeries);
    }

    private async IAsyncEnumerable<IEnumerable<RoomEvent>> RepairAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SeriesAnchor? older = FindOlder();
        if (older is null && cursor.Position >= known.Last)
        {
            yield break;
        }

        Repair? repair = null;
        await foreach (IReadOnlyList<SeriesEvent> page in PagesAsync(older, cancellationToken).ConfigureAwait(false))
        {
            repair ??= Begin(page);
            if (await FindGapAsync(page, cancellationToken).ConfigureAwait(false) is { } gap)
            {
                yield return [gap];
            }

            if (IsInterrupted)
            {
                yield break; // whether there is a gap is still open
            }

            yield return repair.Show(page);

            if (_isOtherSeries = repair.IsOtherSeries)
            {
                yield break;
            }
        }

        if (!IsInterrupted)
        {
            yield return repair!.Finish();
        }
    }

    /// <summary>Where to ask the server for what the feed does not know; <see langword="null"/> when it knows enough.</summary>
    private SeriesAnchor? FindOlder()
    {
        if (!cursor.HasStarted)
        {
            if (ReadStart.FindFloor(from, known) is not { } floor)
            {
                return ReadStart.ToAnchor(from);
            }

            cursor.Start(known.Series, floor, Math.Min(floor - 1, known.Last));
        }

        bool isEnough = cursor.Floor >= known.Start || cursor.Position >= known.Last || known.Explains(cursor.Position);
        return isEnough ? null : new SeriesAnchor.At(cursor.Floor);
    }

    /// <summary>What the server has to add, if it is asked, and then what the feed knows.</summary>
    private async IAsyncEnumerable<IReadOnlyList<SeriesEvent>> PagesAsync(
        SeriesAnchor? older, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = older is null ? null : new SeriesPages(feed.TopicPath, feed.ToEvent, older, known);
        while (pages is { IsDone: false })
        {
            IReadOnlyList<SeriesEvent> page = await pages.FetchAsync(cancellationToken).ConfigureAwait(false);
            if (page.Count > 0)
            {
                yield return page;
            }
        }

        if (pages?.Failure is { } failure && !Interrupts(failure))
        {
            logger.HistoryNotRead(feed.TopicPath, failure.Code, failure.Message);
            _failure = failure;
        }

        if (!IsInterrupted)
        {
            yield return known.Messages;
        }
    }

    private Repair Begin(IReadOnlyList<SeriesEvent> page)
    {
        if (!cursor.HasStarted)
        {
            long floor = page.Count > 0 ? page[0].Message.Sequence : known.Last + 1;
            _isStartUnknown = _failure is not null;
            cursor.Start(known.Series, floor, Math.Min(floor - 1, known.Last));
        }

        return new Repair(cursor, known.Last);
    }

    /// <summary>
    /// The gap before this page, if there is one: the server would not say, or it does not retain what came first. That is
    /// certain not to be so when it still has a message from before.
    /// </summary>
    private async Task<Gap?> FindGapAsync(IReadOnlyList<SeriesEvent> page, CancellationToken cancellationToken)
    {
        long? first = page.Count > 0 ? page[0].Message.Sequence : null;
        if (_failure is not null)
        {
            _failure = null;
            _isGapRuledOut = true;
            return NewGap(first);
        }

        if (_isGapRuledOut)
        {
            return null;
        }

        _isGapRuledOut = true;
        return await IsRetainedAsync(first, cancellationToken).ConfigureAwait(false) || IsInterrupted ? null : NewGap(first);
    }

    private async Task<bool> IsRetainedAsync(long? next, CancellationToken cancellationToken)
    {
        long wanted = cursor.Position + 1;
        if (wanted > known.Last || Math.Min(next ?? long.MaxValue, known.First) <= wanted)
        {
            return true;
        }

        if (known.Start == 0)
        {
            return false;
        }

        var start = new SeriesQuery(new SeriesAnchor.Start(), new SeriesSpan.Next(1));
        try
        {
            IReadOnlyList<TopicValue> oldest = await known.Session!
                .QueryAsync(feed.TopicPath, start, cancellationToken)
                .ConfigureAwait(false);
            return oldest.Count > 0
                && feed.ToEvent(oldest[0]).Message is var first && first.Sequence <= wanted && known.MayFollow(first);
        }
        catch (MessagingException failure)
        {
            Interrupts(failure);
            return false;
        }
    }

    /// <summary>Whether it is the session that failed, so that the next one may do better.</summary>
    private bool Interrupts(MessagingException failure) =>
        IsInterrupted = failure.Code is MessagingErrorCode.ConnectionLost or MessagingErrorCode.NotConnected;

    /// <summary>Says so also when the reader has had nothing of the former series: what it did not come to is gone, too.</summary>
    private Gap BeginAnew()
    {
        long had = cursor.Position;
        cursor.Start(known.Series, floor: 0, position: -1);
        _isGapRuledOut = false;
        return new Gap(GapReason.RoomRecreated) { After = had < 0 ? null : had };
    }

    private Gap NewGap(long? before)
    {
        if (_isStartUnknown)
        {
            return new Gap(cause) { Before = before };
        }

        long after = cursor.Position;
        long? behind = before > after + 1 ? before : null;
        return new Gap(cause, behind - after - 1) { After = after < 0 ? null : after, Before = behind };
    }
}

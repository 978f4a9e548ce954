using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>Appends to a time series, edits what is there, and has several of both under way.</summary>
internal sealed class SeriesLoad(int number, int seed) : ILoad
{
    private const int Window = 6;
    private const string Binary = "binary";

    private readonly Random _random = new(seed);
    private readonly string _path = $"series/{number}";
    private readonly Dictionary<int, (EventMetadata Metadata, long? Original)> _confirmed = [];
    private readonly Dictionary<int, long?> _asked = [];
    private readonly List<TimeSeriesEvent> _seen = [];

    public string Name => "appends and edits";

    public int Confirmed => _confirmed.Count;

    public async Task WorkAsync(LoadClient client, Action onConfirmed)
    {
        await client.AddAsync(_path, new TopicSpecification(
            TopicTypeCode.TimeSeries,
            [new("TIME_SERIES_EVENT_VALUE_TYPE", Binary), new("TIME_SERIES_RETAINED_RANGE", "limit 100000")]));
        long[] originals = [.. _confirmed.Values.Where(event_ => event_.Original is null).Select(event_ => event_.Metadata.Sequence)];
        Queue<int> underWay = [];
        while (true)
        {
            while (underWay.Count < Window)
            {
                underWay.Enqueue(await AskAsync(client, originals));
            }

            for (int answers = _random.Next(1, Window); answers > 0; answers--)
            {
                EventMetadata metadata = await client.ReadAsync<EventMetadata>();
                int value = underWay.Dequeue();
                _confirmed.Add(value, (metadata, _asked[value]));
                onConfirmed();
            }
        }
    }

    public async Task VerifyAsync(LoadClient client, Uri server)
    {
        if (_asked.Count == 0)
        {
            return;
        }

        RangeQueryResponse response = await client.AskAsync<RangeQueryRequest, RangeQueryResponse>(
            ServiceId.RangeQuery,
            new RangeQueryRequest(_path, RangeQueryKind.AllEdits, EventRange.All, EventRange.All, RangeQueryRequest.NoLimit));
        List<TimeSeriesEvent> events = [.. response.Events];
        events.Select(event_ => event_.Metadata.Sequence).Should().Equal(Enumerable.Range(0, events.Count).Select(i => (long)i), "no number is missing or twice");
        Dictionary<int, TimeSeriesEvent> byValue = events.ToDictionary(event_ => LoadValue.NumberOf(event_.Value));
        foreach ((int value, TimeSeriesEvent event_) in byValue)
        {
            _asked.Should().ContainKey(value, "nobody asked for another event");
            event_.Original?.Sequence.Should().Be(_asked[value]);
            event_.IsEdit.Should().Be(_asked[value] is not null);
            event_.Metadata.Author.Should().Be("writer");
        }

        foreach ((int value, (EventMetadata metadata, _)) in _confirmed)
        {
            byValue.Should().ContainKey(value, "event {0} of {1} was confirmed with the number {2}", value, _path, metadata.Sequence);
            byValue[value].Metadata.Should().Be(metadata, "what was confirmed stays as it is");
        }

        for (int i = 0; i < _seen.Count; i++)
        {
            events[i].Metadata.Should().Be(_seen[i].Metadata, "what was read once can be read again");
        }

        _seen.Clear();
        _seen.AddRange(events);
    }

    private async Task<int> AskAsync(LoadClient client, long[] originals)
    {
        int value = _asked.Count;
        byte[] bytes = LoadValue.Of(value, _random.Next(50) == 0 ? 5_000 : _random.Next(100));
        if (originals.Length > 0 && _random.Next(5) == 0)
        {
            long original = originals[_random.Next(originals.Length)];
            _asked.Add(value, original);
            await client.SendAsync(ServiceId.Edit, new EditRequest(_path, Binary, original, bytes));
        }
        else
        {
            _asked.Add(value, null);
            await client.SendAsync(ServiceId.Append, new AppendRequest(_path, Binary, bytes));
        }

        return value;
    }
}

using System.Globalization;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Topics;
using Messaging.LocalServer.Topics.TimeSeries;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>Random changes of all that a server keeps, the same ones for the same seed.</summary>
/// <param name="seed">Of what is random.</param>
/// <param name="withTransient">Whether there are topics, too, that are not to be kept.</param>
internal sealed class Workload(int seed, bool withTransient = true)
{
    private static readonly string[] Paths = ["a", "b", "a/b", "c/d/e", "ü"];

    private static readonly TopicSpecification[] Specifications =
    [
        new(TopicTypeCode.Binary),
        new(TopicTypeCode.Binary, [new("k", "v"), new("PERSISTENT", "true")]),
        new(TopicTypeCode.Binary, [new("PERSISTENT", "false")]),
        new(TopicTypeCode.Binary, [new("DONT_RETAIN_VALUE", "true")]),
        Series("limit 3"),
        Series("limit 3"),
        Series("last 2ms limit 50"),
        Series("limit 4", new KeyValuePair<string, string>("PERSISTENT", "FALSE")),
    ];

    private static readonly string[] AccountScripts =
    [
        "add principal 'alice' 'pw' ['CLIENT' 'X'] locked by 'alice'",
        "add principal 'bob' 'pw' []",
        "remove principal 'bob'",
        "assign roles 'bob' ['Y']",
        "set password 'bob' 'other'",
        "allow anonymous connections ['CLIENT' 'Z']",
        "deny anonymous connections",
        "trust client proposed property 'p' if value in ['x' 'y']",
        "trust client proposed property 'q' if value matches 'a+'",
        "ignore client proposed property 'p'",
    ];

    private static readonly string[] RoleScripts =
    [
        "set 'X' permissions [VIEW_SESSION]",
        "set 'X' path 'a/b' permissions [READ_TOPIC UPDATE_TOPIC]",
        "set 'X' path 'a/b' permissions []\nset 'Y' includes ['X' 'CLIENT']",
        "remove 'X' permissions for path 'a/b'",
        "set 'Y' default path permissions [SELECT_TOPIC]",
        "isolate path 'c'",
        "deisolate path 'c'",
        "set roles for named sessions ['CLIENT' 'X']",
        "set role 'Y' locked by principal 'alice'",
    ];

    private readonly Random _random = new(seed);
    private readonly WriteBatch _batch = new();
    private long _timestamp = 1000;

    /// <summary>Does one change; some have no effect, or are refused because they make no sense.</summary>
    public void Change(ServerState state)
    {
        try
        {
            switch (_random.Next(12))
            {
                case 0 or 1:
                    state.Topics.Add(Pick(Paths), PickSpecification(), _batch);
                    break;
                case 2 or 3:
                    state.Topics.AddAndSet(Pick(Paths), PickSpecification(), Value(), _batch);
                    break;
                case 4 when _random.Next(3) == 0:
                    state.Topics.Remove(TopicSelector.Parse($"?{Pick(Paths)}//"), _ => true, _batch);
                    break;
                case 5:
                    Update(state.Accounts.Update, AccountScripts);
                    break;
                case 6:
                    Update(state.Roles.Update, RoleScripts);
                    break;
                default:
                    Update(state.Topics.Find(Pick(Paths)));
                    break;
            }
        }
        catch (ServiceException e) when (!e.Message.Contains("cannot write", StringComparison.Ordinal))
        {
            // As any client is told.
        }
    }

    private static TopicSpecification Series(string range, params KeyValuePair<string, string>[] properties) =>
        new(TopicTypeCode.TimeSeries, [new("TIME_SERIES_EVENT_VALUE_TYPE", "binary"), new("TIME_SERIES_RETAINED_RANGE", range), .. properties]);

    private TopicSpecification PickSpecification()
    {
        TopicSpecification specification = Pick(Specifications);
        return withTransient || !string.Equals(specification.Find("PERSISTENT"), "false", StringComparison.OrdinalIgnoreCase) ? specification : PickSpecification();
    }

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private void Update(Func<string, string?, IReadOnlyList<DiffusionWire.Services.ErrorReport>> update, string[] scripts) => update(Pick(scripts), null);

    private void Update(Topic? topic)
    {
        switch (topic)
        {
            case TimeSeriesTopic series when series.RetainedEvents > 0 && _random.Next(3) == 0:
                series.Edit(Latest(series) - _random.Next(3), Value().Value, Author(), ownOnly: false, _batch);
                break;
            case TimeSeriesTopic series:
                _timestamp += _random.Next(3);
                series.Append(Value() with { Author = Author() }, _timestamp, _batch);
                break;
            default:
                topic?.TrySet(Value(), _batch);
                break;
        }
    }

    private static long Latest(TimeSeriesTopic series)
    {
        DiffusionWire.Primitives.WireReader reader = new(series.CopyContents()[^1]);
        return TimeSeriesEvent.ReadFrom(ref reader).Metadata.Sequence;
    }

    private string Author() => _random.Next(3).ToString(CultureInfo.InvariantCulture);

    private TopicUpdate Value()
    {
        byte[] value = new byte[_random.Next(4) == 0 ? _random.Next(700) : _random.Next(5)];
        _random.NextBytes(value);
        return new TopicUpdate(value, UpdateConstraint.None.Instance, Author());
    }
}

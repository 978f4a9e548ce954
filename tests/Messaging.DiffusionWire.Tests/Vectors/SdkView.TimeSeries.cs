using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>The part of time series.</summary>
internal static partial class SdkView
{
    private static readonly Dictionary<string, TopicTypeCode> DataTypes = new(StringComparer.Ordinal)
    {
        ["json"] = TopicTypeCode.Json,
        ["string"] = TopicTypeCode.String,
        ["int64"] = TopicTypeCode.Int64,
        ["double"] = TopicTypeCode.Double,
        ["binary"] = TopicTypeCode.Binary,
    };

    private static void VerifyAppend(GoldenVector vector, string path, string valueType, ReadOnlyMemory<byte> value, long? timestamp)
    {
        Match call = AppendCall().Match(Call(vector)!);
        call.Success.Should().BeTrue("the call '{0}' is of the form append('path', value, type(), timestamp)", Call(vector));
        path.Should().Be(call.Groups["path"].Value);
        valueType.Should().Be(call.Groups["type"].Value);
        VerifyLiteral(call.Groups["value"].Value, DataTypes[valueType], value);
        timestamp.Should().Be(call.Groups["timestamp"].Success ? Integer(call.Groups["timestamp"].Value) : null);
    }

    private static void VerifyEdit(GoldenVector vector, EditRequest request)
    {
        Match call = EditCall().Match(Call(vector)!);
        call.Success.Should().BeTrue("the call '{0}' is of the form edit('path', sequence, value, type())", Call(vector));
        request.Path.Should().Be(call.Groups["path"].Value);
        request.OriginalSequence.Should().Be(Integer(call.Groups["sequence"].Value));
        request.ValueType.Should().Be(call.Groups["type"].Value);
        VerifyLiteral(call.Groups["value"].Value, DataTypes[request.ValueType], request.Value);
    }

    /// <summary>Does what the chain of calls says, step by step, and compares.</summary>
    private static void VerifyRangeQuery(GoldenVector vector, RangeQueryRequest request)
    {
        RangeQueryRequest expected = new("?", RangeQueryKind.Values, EventRange.All, EventRange.All, RangeQueryRequest.NoLimit);
        bool editing = false;
        foreach (Match step in ChainStep().Matches(Call(vector)!))
        {
            string argument = step.Groups["argument"].Value;
            switch (step.Groups["name"].Value)
            {
                case "timeseries" or "rangeQuery" or "as":
                    break;
                case "forValues":
                    (expected, editing) = (expected with { Kind = RangeQueryKind.Values }, false);
                    break;
                case "forEdits":
                    (expected, editing) = (expected with { Kind = RangeQueryKind.AllEdits }, false);
                    break;
                case "allEdits":
                    (expected, editing) = (expected with { Kind = RangeQueryKind.AllEdits }, true);
                    break;
                case "latestEdits":
                    (expected, editing) = (expected with { Kind = RangeQueryKind.LatestEdits }, true);
                    break;
                case "editRange":
                    editing = true;
                    break;
                case "limit":
                    expected = expected with { Limit = Integer(argument) };
                    break;
                case "selectFrom":
                    expected = expected with { Path = argument.Trim('\'') };
                    break;
                case { } name when editing:
                    expected = expected with { EditRange = WithEnd(expected.EditRange, name, argument) };
                    break;
                case { } name:
                    expected = expected with { ViewRange = WithEnd(expected.ViewRange, name, argument) };
                    break;
            }
        }

        request.Should().Be(expected);
    }

    private static EventRange WithEnd(EventRange range, string name, string argument) => (name, argument.Contains("Date", StringComparison.Ordinal)) switch
    {
        ("fromStart", _) => range with { Anchor = RangeAnchorKind.Start, AnchorValue = 0 },
        ("from", false) => range with { Anchor = RangeAnchorKind.Sequence, AnchorValue = Integer(argument) },
        ("from", true) => range with { Anchor = RangeAnchorKind.Time, AnchorValue = Integer(argument) },
        ("fromLast", _) => range with { Anchor = RangeAnchorKind.LastCount, AnchorValue = Integer(argument) },
        ("fromLastMillis", _) => range with { Anchor = RangeAnchorKind.LastMilliseconds, AnchorValue = Integer(argument) },
        ("toStart", _) => range with { Span = RangeSpanKind.Start, SpanValue = 0 },
        ("to", false) => range with { Span = RangeSpanKind.Sequence, SpanValue = Integer(argument) },
        ("to", true) => range with { Span = RangeSpanKind.Time, SpanValue = Integer(argument) },
        ("untilLast", _) => range with { Span = RangeSpanKind.LastCount, SpanValue = Integer(argument) },
        ("untilLastMillis", _) => range with { Span = RangeSpanKind.LastMilliseconds, SpanValue = Integer(argument) },
        ("next", _) => range with { Span = RangeSpanKind.NextCount, SpanValue = Integer(argument) },
        ("nextMillis", _) => range with { Span = RangeSpanKind.NextMilliseconds, SpanValue = Integer(argument) },
        ("previous", _) => range with { Span = RangeSpanKind.PreviousCount, SpanValue = Integer(argument) },
        ("previousMillis", _) => range with { Span = RangeSpanKind.PreviousMilliseconds, SpanValue = Integer(argument) },
        _ => throw new ArgumentException($"No step of a range query is called {name}.", nameof(name)),
    };

    private static void VerifyMetadata(JsonElement expected, EventMetadata actual) => actual.Should().Be(new EventMetadata(
        expected.GetProperty("sequence").GetInt64(), expected.GetProperty("timestamp").GetInt64(), expected.GetProperty("author").GetString()!));

    private static void VerifyQueryResult(JsonElement expected, RangeQueryResponse response)
    {
        response.SelectedCount.Should().Be(expected.GetProperty("selectedCount").GetInt64());
        (response.SelectedCount == response.Events.Count).Should().Be(expected.GetProperty("isComplete").GetBoolean());
        if (expected.TryGetProperty("n", out JsonElement count))
        {
            response.Events.Should().HaveCount(count.GetInt32());
        }
        else if (expected.GetProperty("events") is { ValueKind: JsonValueKind.Array } events)
        {
            response.Events.Should().HaveCount(events.GetArrayLength());
            foreach ((TimeSeriesEvent actual, JsonElement reported) in response.Events.Zip(events.EnumerateArray()))
            {
                VerifyEvent(reported, DataTypes[response.ValueType], actual);
            }
        }
        else
        {
            response.Events.Should().HaveCount(expected.GetProperty("events").GetInt32());
        }
    }

    /// <summary>Compares the bytes of a whole event, all of them, with what the SDK reported.</summary>
    private static void VerifyEventBytes(JsonElement expected, ReadOnlyMemory<byte> bytes) =>
        VerifyEvent(expected, TopicTypeCode.Json, Message.Read<TimeSeriesEvent>(bytes));

    private static void VerifyEvent(JsonElement expected, TopicTypeCode type, TimeSeriesEvent actual)
    {
        VerifyMetadata(expected, actual.Metadata);
        actual.IsEdit.Should().Be(expected.GetProperty("isEditEvent").GetBoolean());
        if (actual.Original is { } original)
        {
            VerifyMetadata(expected.GetProperty("originalEvent"), original);
            actual.OriginalSequence.Should().Be(original.Sequence);
        }
        else
        {
            actual.OriginalSequence.Should().Be(actual.Metadata.Sequence);
        }

        VerifyValue(expected.GetProperty("value"), type, actual.Value);
    }

    private static long Integer(string text) => long.Parse(Number().Match(text).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.append\('(?<path>[^']*)', (?<value>\{[^}]*\}|bytes '[^']*'|'[^']*'|[^,]*), (?<type>\w+)\(\)(, (?<timestamp>\d+))?\)", RegexOptions.CultureInvariant)]
    private static partial Regex AppendCall();

    [GeneratedRegex(@"\.edit\('(?<path>[^']*)', (?<sequence>\d+), (?<value>\{[^}]*\}), (?<type>\w+)\(\)\)", RegexOptions.CultureInvariant)]
    private static partial Regex EditCall();

    [GeneratedRegex(@"\.(?<name>\w+)\((?<argument>(new Date\(\d+\)|json\(\)|[^()]*))\)", RegexOptions.CultureInvariant)]
    private static partial Regex ChainStep();
}

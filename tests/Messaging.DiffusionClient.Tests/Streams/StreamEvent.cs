using System.Text.Json.Nodes;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Streams;

/// <summary>A call of a stream.</summary>
/// <param name="Kind">subscribe, unsubscribe, value, close or error.</param>
/// <param name="Path">The topic, empty for none.</param>
/// <param name="Specification">The topic's specification.</param>
/// <param name="OldValue">The old value of a value.</param>
/// <param name="NewValue">The new value of a value.</param>
/// <param name="Reason">The reason of an unsubscription or error.</param>
internal sealed record StreamEvent(
    string Kind,
    string Path = "",
    ITopicSpecification? Specification = null,
    object? OldValue = null,
    object? NewValue = null,
    object? Reason = null)
{
    /// <summary>The event in one line, for comparisons that can be read.</summary>
    public override string ToString() => Kind switch
    {
        "value" => $"value {Path} {Show(OldValue)} -> {Show(NewValue)}",
        "unsubscribe" => $"unsubscribe {Path} {Reason}",
        "error" => $"error {Reason}",
        "close" => "close",
        _ => $"{Kind} {Path}",
    };

    /// <summary>A value in the notation of the golden vectors.</summary>
    public static JsonNode? InVectorNotation(object? value) => value switch
    {
        null => null,
        IJSON json => JsonNode.Parse(json.ToJSONString()),
        IBytes bytes => new JsonObject { ["bytes"] = Convert.ToHexStringLower(bytes.ToByteArray()) },
        long number when Math.Abs((double)number) > 9_007_199_254_740_991 => new JsonObject { ["int64"] = number.ToString(null, null) },
        long number => number,
        double number => number,
        _ => (string)value,
    };

    private static string Show<TValue>(IEvent<TValue> entry) =>
        $"#{entry.Metadata.Sequence}{(entry.IsEditEvent ? $" for #{entry.OriginalMetadata.Sequence}" : string.Empty)} {Show(entry.Value)}";

    private static string Show(object? value) => value switch
    {
        null => "null",
        IJSON json => json.ToJSONString(),
        IBytes bytes => Convert.ToHexStringLower(bytes.ToByteArray()),
        IEvent<string> entry => Show(entry),
        IEvent<IJSON> entry => Show(entry),
        IEvent<IBytes> entry => Show(entry),
        IEvent<long?> entry => Show(entry),
        IFormattable number => number.ToString(null, null),
        _ => $"'{value}'",
    };
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>Compares what we read in a vector with what the official SDK was called with or reported.</summary>
internal static partial class SdkView
{
    /// <summary>Compares what the SDK was called with.</summary>
    public static void VerifyRequest(GoldenVector vector, object message)
    {
        switch (message)
        {
            case AddTopicRequest request:
                VerifySpecification(vector, request.Path, request.Specification);
                break;
            case RemoveTopicsRequest request:
                VerifySelector(vector, request.Selector);
                break;
            case SelectionRequest request:
                VerifySelection(vector, request);
                break;
            case UnsubscribeAllScopesRequest request:
                VerifySelector(vector, request.Selector);
                break;
            case SetTopicRequest request:
                VerifySet(vector, request.Path, request.Type, request.Value);
                break;
            case AddAndSetTopicRequest request:
                VerifySet(vector, request.Path, request.Specification.Type, request.Value);
                break;
            case FetchRequest request:
                VerifySelector(vector, request.Selector);
                break;
            case AppendRequest request when Call(vector) is not null:
                VerifyAppend(vector, request.Path, request.ValueType, request.Value, null);
                break;
            case AppendWithTimestampRequest request:
                VerifyAppend(vector, request.Path, request.ValueType, request.Value, request.Timestamp);
                break;
            case EditRequest request when Call(vector) is not null:
                VerifyEdit(vector, request);
                break;
            case RangeQueryRequest request when Call(vector) is not null:
                VerifyRangeQuery(vector, request);
                break;
            case ServiceError error when vector.SdkCall.TryGetProperty("code", out JsonElement code):
                error.Should().Be(new ServiceError(Text(vector.SdkCall, "message")!, code.GetInt32()));
                break;
            default:
                VerifySecurityRequest(vector, message);
                break;
        }
    }

    /// <summary>Compares what the SDK reported.</summary>
    public static void VerifyResult(GoldenVector vector, object message)
    {
        switch (message)
        {
            case ServiceError error:
                VerifyError(vector, error);
                break;
            case AddTopicResponse response:
                VerifyCreated(vector, response);
                break;
            case RemoveTopicsResponse response when Result(vector, "resolvesWith") is { } result:
                response.RemovedCount.Should().Be(result.GetProperty("removedCount").GetInt32());
                break;
            case EventMetadata metadata when Result(vector, "resolvesWith") is { } result:
                VerifyMetadata(result, metadata);
                break;
            case RangeQueryResponse response when Result(vector, "resolvesWith") is { } result:
                VerifyQueryResult(result, response);
                break;
            case FetchResponse response when Result(vector, "resolvesWith") is { } result:
                VerifyFetch(result, response);
                break;
            case SubscriptionNotification notification when StreamEvent(vector) is { } reported:
                VerifyNotification(reported, notification);
                break;
            case UnsubscriptionNotification notification when StreamEvent(vector) is { } reported:
                ((int)notification.Reason).Should().Be(reported.GetProperty("reason").GetProperty("id").GetInt32());
                break;
            case SessionPropertiesResponse response when (Result(vector, "resolvesWith") ?? Result(vector, "resolved")) is { } result:
                VerifyProperties(result, response.Properties!);
                break;
            default:
                VerifySecurityResult(vector, message);
                break;
        }
    }

    public static void Verify(GoldenVector vector, ConnectionRequest request)
    {
        if (!vector.SdkCall.TryGetProperty("options", out JsonElement options))
        {
            return;
        }

        request.Principal.Should().Be(Text(options, "principal"));
        request.PathPrefix.Should().Be(Text(options, "path") ?? string.Empty);
        if (options.TryGetProperty("reconnect", out JsonElement reconnect))
        {
            request.ReconnectTimeoutMilliseconds.Should().Be(reconnect.ValueKind == JsonValueKind.False ? 0 : reconnect.GetInt32());
        }

        if (options.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                request.SessionProperties.Should().Contain(new KeyValuePair<string, string>(property.Name, property.Value.ToString()));
            }
        }

        if (options.GetProperty("credentials") is { ValueKind: JsonValueKind.String } password)
        {
            request.Credentials.Should().BeEquivalentTo(Credentials.Password(password.GetString()!), Message.Exactly);
        }
    }

    public static void Verify(GoldenVector vector, ConnectionResponse response)
    {
        response.ProtocolVersion.Should().Be((byte)(vector.Name.EndsWith("wrong_version_28", StringComparison.Ordinal) ? 28 : 29));
        if (response.ProtocolVersion == ConnectionRequest.SupportedProtocolVersion && Number().Match(vector.Name) is { Success: true } code)
        {
            ((int)response.Code).Should().Be(int.Parse(code.Value, CultureInfo.InvariantCulture));
        }

        if (vector.SdkResult.TryGetProperty("sessionId", out JsonElement id))
        {
            response.SessionId.ToString().Should().Be(id.GetString());
            response.MaximumMessageSizeOrSequence.Should().Be(vector.SdkResult.GetProperty("serverMaximumMessageSize").GetInt32());
        }
    }

    /// <summary>Compares the value of a topic with the SDK's <c>newValue</c>.</summary>
    public static void VerifyValue(GoldenVector vector, TopicTypeCode type, ReadOnlyMemory<byte> value)
    {
        if (StreamEvent(vector) is not { } reported)
        {
            return;
        }

        JsonElement newValue = reported.GetProperty("newValue");
        if (type == TopicTypeCode.TimeSeries)
        {
            VerifyEventBytes(newValue, value);
        }
        else
        {
            VerifyValue(newValue, type, value);
        }
    }

    public static void VerifyValue(JsonElement expected, TopicTypeCode type, ReadOnlyMemory<byte> value)
    {
        TopicValue.IsValid(type, value, out _).Should().BeTrue();
        switch (type)
        {
            case TopicTypeCode.Binary:
                Hex.Of(value.Span).Should().Be(expected.GetProperty("bytes").GetString());
                break;
            case TopicTypeCode.Int64:
                string? number = expected.ValueKind switch
                {
                    JsonValueKind.Object => expected.GetProperty("int64").GetString(),
                    JsonValueKind.String => expected.GetString(),
                    _ => expected.GetRawText(),
                };
                ScalarCbor.ToInt64(value).Should().Be(long.Parse(number!, CultureInfo.InvariantCulture));
                break;
            case TopicTypeCode.Double:
                ScalarCbor.ToDouble(value).Should().Be(expected.GetDouble());
                break;
            case TopicTypeCode.String:
                ScalarCbor.ToString(value).Should().Be(expected.GetString());
                break;
            default:
                SameJson(JsonCbor.ToJson(value), expected.GetRawText());
                break;
        }
    }

    private static void VerifyError(GoldenVector vector, ServiceError error)
    {
        JsonElement? reported = Result(vector, "rejectedWith") ?? Result(vector, "rejected") ?? (vector.SdkResult.ValueKind == JsonValueKind.Object ? vector.SdkResult : null);
        if (vector.Name.StartsWith("add_topic_error", StringComparison.Ordinal))
        {
            // The SDK maps these and drops the text, so the code is in the name and the text is the survey's.
            error.Code.Should().Be(int.Parse(Number().Match(vector.Name).Value, CultureInfo.InvariantCulture));
        }
        else if (reported is { } result)
        {
            JsonElement reason = result.TryGetProperty("cause", out JsonElement cause) ? cause : result;
            if (reason.TryGetProperty("id", out JsonElement code))
            {
                error.Code.Should().Be(code.GetInt32());
                error.Message.Should().Be(reason.GetProperty("reason").GetString());
            }
        }
    }

    private static void VerifyCreated(GoldenVector vector, AddTopicResponse response)
    {
        if (Result(vector, "resolvesWith") is not { } result)
        {
            return;
        }

        bool created = result.ValueKind == JsonValueKind.Number ? result.GetInt32() == 1 : result.GetProperty("added").GetBoolean();
        response.Created.Should().Be(created);
    }

    private static void VerifySpecification(GoldenVector vector, string path, TopicSpecification specification)
    {
        if (Call(vector) is not { } call)
        {
            return;
        }

        path.Should().Be(Quoted().Match(call).Groups[1].Value);
        string type = specification.Type switch { TopicTypeCode.TimeSeries => "TIME_SERIES", _ => specification.Type.ToString().ToUpperInvariant() };
        call.Should().Contain(type);
        if (vector.SdkCall is { ValueKind: JsonValueKind.Object } withProperties && withProperties.TryGetProperty("props", out JsonElement properties))
        {
            VerifyProperties(properties, specification.Properties);
        }

        foreach (Match property in PropertyLiteral().Matches(call))
        {
            specification.Find(property.Groups[1].Value).Should().Be(property.Groups[2].Value);
        }
    }

    private static void VerifySelector(GoldenVector vector, string selector)
    {
        if (Call(vector) is { } call)
        {
            TopicSelector.Parse(Quoted().Matches(call)[^1].Groups[1].Value).Expression.Should().Be(selector);
        }
    }

    private static void VerifySelection(GoldenVector vector, SelectionRequest request)
    {
        if (Call(vector) is not { } call)
        {
            return;
        }

        string[] quoted = [.. Quoted().Matches(call).Select(match => match.Groups[1].Value)];
        bool withScope = call.Contains("WithScope", StringComparison.Ordinal);
        request.Scope.Should().Be(withScope ? quoted[^1] : string.Empty);
        TopicSelector.AnyOf(withScope ? quoted[..^1] : quoted).Expression.Should().Be(request.Selector);
    }

    private static void VerifySet(GoldenVector vector, string path, TopicTypeCode type, ReadOnlyMemory<byte> value)
    {
        Match call = SetCall().Match(Call(vector)!);
        call.Success.Should().BeTrue("the call '{0}' is of the form set('path', type(), value, ...)", Call(vector));
        path.Should().Be(call.Groups["path"].Value);
        type.ToString().ToUpperInvariant().Should().Be(call.Groups["type"].Value.ToUpperInvariant());
        VerifyLiteral(call.Groups["value"].Value, type, value);
    }

    private static void VerifyLiteral(string literal, TopicTypeCode type, ReadOnlyMemory<byte> value)
    {
        if (type == TopicTypeCode.Binary)
        {
            Hex.Of(value.Span).Should().Be(Hex.Of(Hex.Bytes(literal.Replace("bytes ", string.Empty, StringComparison.Ordinal))));
            return;
        }

        // JavaScript to JSON: quotes around the keys, and of the other kind.
        string json = BareKey().Replace(literal, "\"$1\":").Replace('\'', '"');
        VerifyValue(JsonSerializer.Deserialize<JsonElement>(json), type, value);
    }

    private static void VerifyNotification(JsonElement reported, SubscriptionNotification notification)
    {
        notification.Path.Should().Be(reported.GetProperty("path").GetString());
        JsonElement specification = reported.GetProperty("spec");
        ((int)notification.Specification.Type).Should().Be(specification.GetProperty("type").GetInt32());
        VerifyProperties(specification.GetProperty("properties"), notification.Specification.Properties);
    }

    private static void VerifyFetch(JsonElement result, FetchResponse response)
    {
        response.HasMore.Should().Be(result.GetProperty("hasMore").GetBoolean());
        if (!result.TryGetProperty("results", out JsonElement results))
        {
            response.Topics.Should().HaveCount(result.GetProperty("size").GetInt32());
            return;
        }

        response.Topics.Should().HaveCount(results.GetArrayLength());
        foreach ((FetchedTopic topic, JsonElement expected) in response.Topics.Zip(results.EnumerateArray()))
        {
            topic.Path.Should().Be(expected.GetProperty("path").GetString());
            ((int)topic.Type).Should().Be(expected.GetProperty("type").GetInt32());
            VerifyProperties(expected.GetProperty("properties"), topic.Properties);
            JsonElement value = expected.GetProperty("value");
            topic.Value.HasValue.Should().Be(value.ValueKind != JsonValueKind.Null);
            if (topic.Value is { } bytes)
            {
                VerifyValue(value, topic.Type, bytes);
            }

            topic.Size.Should().Be(new FetchedSize(
                expected.GetProperty("valueSize").GetInt32(),
                expected.GetProperty("valueCount").GetInt32(),
                expected.GetProperty("valueTotalSize").GetInt64()));
        }
    }

    private static void VerifyProperties(JsonElement expected, IReadOnlyList<KeyValuePair<string, string>> actual) =>
        actual.Should().Equal(expected.EnumerateObject().Select(property => new KeyValuePair<string, string>(property.Name, property.Value.ToString())));

    private static void SameJson(string actual, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)).Should().BeTrue("{0} should be {1}", actual, expected);

    private static string? Call(GoldenVector vector) => vector.SdkCall.ValueKind switch
    {
        JsonValueKind.String => vector.SdkCall.GetString(),
        JsonValueKind.Object => Text(vector.SdkCall, "call"),
        _ => null,
    };

    private static JsonElement? StreamEvent(GoldenVector vector) => Result(vector, "streamEvents") is { } events ? events[0] : null;

    private static JsonElement? Result(GoldenVector vector, string field) =>
        vector.SdkResult.ValueKind == JsonValueKind.Object && vector.SdkResult.TryGetProperty(field, out JsonElement value) ? value : null;

    private static string? Text(JsonElement element, string field) => element.TryGetProperty(field, out JsonElement value) ? value.GetString() : null;

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex("'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b([A-Z_]+):'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex PropertyLiteral();

    [GeneratedRegex(@"\.set\('(?<path>[^']*)', (?<type>\w+)\(\), (?<value>\{[^}]*\}|'[^']*'|[^,)]*)", RegexOptions.CultureInvariant)]
    private static partial Regex SetCall();

    [GeneratedRegex(@"\b(\w+):", RegexOptions.CultureInvariant)]
    private static partial Regex BareKey();
}

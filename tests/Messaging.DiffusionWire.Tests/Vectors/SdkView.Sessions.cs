using System.Text.Json;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>The part of other sessions.</summary>
internal static partial class SdkView
{
    // Calls name their filter by a word; these are what the survey gave.
    private static readonly string[] Filters = ["$Principal is \"bob\"", "oops"];

    private static void VerifySessionRequest(GoldenVector vector, object message)
    {
        switch (message)
        {
            case SessionPropertiesRequest request:
                VerifySession(request.Session);
                request.Keys.Should().Equal(QuotedIn(Call(vector)!));
                break;
            case SetSessionPropertiesRequest request:
                VerifySession(request.Session);
                VerifyPropertyChanges(vector, request.Properties, request.RemovedKeys);
                break;
            case SetSessionPropertiesByFilterRequest request:
                Filters.Should().Contain(request.Filter);
                VerifyPropertyChanges(vector, request.Properties, request.RemovedKeys);
                break;
            case CloseSessionsRequest request:
                Filters.Should().Contain(request.Filter);
                break;
            case ChangeRolesRequest request:
                VerifySession(request.Session);
                VerifyRoles(vector, request.RemovedRoles, request.AddedRoles);
                break;
            case ChangeRolesByFilterRequest request:
                Filters.Should().Contain(request.Filter);
                VerifyRoles(vector, request.RemovedRoles, request.AddedRoles);
                break;
            case SetConflatedRequest request:
                VerifySession(request.Session);
                request.Conflated.Should().Be(Call(vector)!.EndsWith("true)", StringComparison.Ordinal));
                break;
            case SetConflatedByFilterRequest request:
                Filters.Should().Contain(request.Filter);
                request.Conflated.Should().Be(Call(vector)!.EndsWith("true)", StringComparison.Ordinal));
                break;
            case SessionEventListenerRequest request:
                VerifyListener(Call(vector)!, request);
                break;
            case SessionPropertiesListenerRequest request:
                request.Keys.Should().BeEquivalentTo(QuotedIn(Call(vector)!) is { Length: > 0 } keys ? keys : null);
                break;
            default:
                VerifyControlledSelection(vector, message);
                break;
        }
    }

    private static void VerifyControlledSelection(GoldenVector vector, object message)
    {
        switch (message)
        {
            case SessionSelectionRequest request:
                VerifySession(request.Session);
                VerifySelector(vector, request.Selector);
                request.Scope.Should().BeEmpty();
                break;
            case FilterSelectionRequest request:
                Filters.Should().Contain(request.Filter);
                VerifySelector(vector, request.Selector);
                request.Scope.Should().BeEmpty();
                break;
            case SessionAllScopesRequest request:
                VerifySession(request.Session);
                VerifySelector(vector, request.Selector);
                break;
            case FilterAllScopesRequest request:
                Filters.Should().Contain(request.Filter);
                VerifySelector(vector, request.Selector);
                break;
            default:
                VerifyMessagingRequest(vector, message);
                break;
        }
    }

    private static void VerifySessionResult(GoldenVector vector, object message)
    {
        switch (message)
        {
            case SetSessionPropertiesResponse response:
                JsonProperty[] before = [.. Result(vector, "resolved")!.Value.EnumerateObject()];
                (response.Previous ?? []).Should().Equal(
                    before.Where(property => property.Value.ValueKind == JsonValueKind.String)
                        .Select(property => new KeyValuePair<string, string>(property.Name, property.Value.GetString()!)));
                (response.AddedKeys ?? []).Should().Equal(
                    before.Where(property => property.Value.ValueKind == JsonValueKind.Null).Select(property => property.Name));
                break;
            case CountAndErrorsResponse response:
                VerifyCount(vector, response.SessionCount, response.Errors);
                break;
            case CountOrErrorsResponse response:
                VerifyCount(vector, response.SessionCount, response.Errors);
                break;
            case SessionEventsNotification notification:
                VerifySessionEvents(vector, notification.Events);
                break;
            default:
                VerifyMessagingResult(vector, message);
                break;
        }
    }

    private static void VerifySession(SessionId session) => session.ToString().Should().Be(OwnSession);

    private static void VerifyPropertyChanges(GoldenVector vector, IReadOnlyList<KeyValuePair<string, string>>? properties, IReadOnlyList<string>? removed)
    {
        (properties ?? []).Should().Equal(PropertiesOf(Call(vector)!));
        (removed ?? []).Should().Equal(NullProperty().Matches(Call(vector)!).Select(property => property.Groups[1].Value));
    }

    private static void VerifyRoles(GoldenVector vector, IReadOnlyList<string> removed, IReadOnlyList<string> added)
    {
        MatchCollection lists = BracketedList().Matches(Call(vector)!);
        removed.Should().Equal(QuotedIn(lists[0].Value));
        added.Should().Equal(QuotedIn(lists[1].Value));
    }

    /// <summary>The calls of the survey: <c>(stream, WHAT)</c>, or the parameters spelt out.</summary>
    private static void VerifyListener(string call, SessionEventListenerRequest request)
    {
        string what = call[(call.LastIndexOf(", ", StringComparison.Ordinal) + 2)..^1];
        request.Filter.Should().Be(what is "filter" or "all" ? Filters[0] : null);
        request.Keys.Should().BeEquivalentTo(what switch
        {
            "no params" or "filter" or "after" => null,
            "props" => ["$Principal", "*U"],
            "all" => ["*F", "*U"],
            _ => QuotedIn(call),
        });
        request.After.Should().Be(what is "after" or "all" ? 1700000000000 : 0);
    }

    private static void VerifyCount(GoldenVector vector, int count, IReadOnlyList<ErrorReport> errors)
    {
        VerifyReports(vector, errors);
        if (Result(vector, "resolved") is { ValueKind: JsonValueKind.Number } resolved)
        {
            count.Should().Be(resolved.GetInt32());
        }
    }

    private static void VerifySessionEvents(GoldenVector vector, IReadOnlyList<SessionEvent> events)
    {
        if (vector.Text("client_reply") is null)
        {
            // The SDK could not read it. We can, and have no name for it.
            Enum.IsDefined(events.Should().ContainSingle().Which.Should().BeOfType<SessionEvent.Closed>().Which.Reason).Should().BeFalse();
            return;
        }

        JsonElement[] reported = [.. Result(vector, "events")!.Value.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object)];
        events.Should().HaveCount(reported.Length);
        foreach ((SessionEvent actual, JsonElement expected) in events.Zip(reported))
        {
            if (expected.TryGetProperty("sessionId", out _))
            {
                VerifySessionEvent(expected, actual);
            }
            else
            {
                VerifyLegacySessionEvent(expected, actual);
            }
        }
    }

    private static void VerifySessionEvent(JsonElement expected, SessionEvent actual)
    {
        actual.Session.ToString().Should().Be(Text(expected, "sessionId"));
        int state = expected.GetProperty("state").GetInt32();
        (actual is SessionEvent.Opened).Should().Be(expected.GetProperty("isOpenEvent").GetBoolean());
        (actual is SessionEvent.Updated ? 1 : 0).Should().Be(expected.GetProperty("type").GetInt32());
        switch (actual)
        {
            case SessionEvent.Opened opened:
                state.Should().Be(0);
                VerifyProperties(expected.GetProperty("properties"), opened.Properties);
                break;
            case SessionEvent.Updated updated:
                // The SDK's states: 0 active, 1 disconnected, 2 reconnected, 3 failed over; a number that it does not know is active.
                state.Should().Be(updated.Cause switch
                {
                    SessionUpdateCause.Reconnected => 2,
                    SessionUpdateCause.FailedOver => 3,
                    SessionUpdateCause.Disconnected => 1,
                    _ => 0,
                });
                VerifyChanges(expected.GetProperty("properties"), expected.GetProperty("changedProperties"), updated.Changes);
                break;
            case SessionEvent.Closed closed:
                state.Should().Be(4);
                VerifyClosed(expected.GetProperty("closeReason"), expected.GetProperty("properties"), closed);
                break;
        }
    }

    private static void VerifyLegacySessionEvent(JsonElement expected, SessionEvent actual)
    {
        switch (actual)
        {
            case SessionEvent.Opened opened:
                opened.Session.ToString().Should().Be(Text(expected, "open"));
                VerifyProperties(expected.GetProperty("p"), opened.Properties);
                break;
            case SessionEvent.Updated updated:
                updated.Session.ToString().Should().Be(Text(expected, "event"));
                ((int)updated.Cause).Should().Be(expected.GetProperty("type").GetInt32());
                VerifyChanges(expected.GetProperty("properties"), expected.GetProperty("previous"), updated.Changes);
                break;
            case SessionEvent.Closed closed:
                closed.Session.ToString().Should().Be(Text(expected, "close"));
                VerifyClosed(expected.GetProperty("reason"), expected.GetProperty("properties"), closed);
                break;
        }
    }

    private static void VerifyClosed(JsonElement reason, JsonElement properties, SessionEvent.Closed closed)
    {
        ((int)closed.Reason).Should().Be(reason.GetInt32());
        Enum.IsDefined(closed.Reason).Should().BeTrue();
        VerifyProperties(properties, closed.Properties);
    }

    /// <summary>The SDK reports new values without the removed ones, and old values with null for the added ones.</summary>
    private static void VerifyChanges(JsonElement newValues, JsonElement oldValues, IReadOnlyList<SessionPropertyChange> changes)
    {
        VerifyProperties(
            newValues, [.. changes.Where(change => change.NewValue is not null).Select(change => new KeyValuePair<string, string>(change.Key, change.NewValue!))]);
        changes.Select(change => (change.Key, change.OldValue)).Should().Equal(
            oldValues.EnumerateObject().Select(property => (property.Name, property.Value.GetString())));
    }

    private static string[] QuotedIn(string text) => [.. Quoted().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\b([a-z]+):null", RegexOptions.CultureInvariant)]
    private static partial Regex NullProperty();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex BracketedList();
}

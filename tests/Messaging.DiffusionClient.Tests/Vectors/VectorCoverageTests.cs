using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>No golden vector is forgotten: each is tested here, or there is a reason why not.</summary>
public sealed class VectorCoverageTests(ITestOutputHelper output)
{
    private static readonly (string Prefix, string Reason)[] NotHere =
    [
        ("reconnect_re", "sessions are not resumed yet"),
        ("session_lock", "session locks are not offered"),
        ("session_unlock", "session locks are not offered"),
        ("set_constraint_locked", "session locks are not offered"),
        ("set_constraint_and", "its left side is a session lock"),
        ("json_patch", "JSON patches are not offered"),
        ("stream_", "update streams are not offered"),
        ("topic_notification_", "topic notifications are not offered"),
        ("topic_view_", "topic views are not offered"),
        ("get_session_properties", "the API has no such call"),
        ("missing_topic", "missing topic handlers are not offered"),
        ("binary_delta", "deltas are made in Messaging.DiffusionWire and tested there"),
    ];

    private static readonly HashSet<string> Covered =
    [
        .. CallVectorTests.All.SelectMany(vector => new[] { vector.Request, vector.Response }),
        .. HandshakeVectorTests.Covered(),
        .. ServerRequestVectorTests.Pairs.SelectMany(pair => new[] { pair.Request, pair.Answer }),
        .. StreamVectorTests.Row.Select(vector => vector.Name),
        .. TimeSeriesStreamVectorTests.Row.Select(vector => vector.Name),
        .. ScenarioTests.Covered(),
        .. ValueVectorTests.Covered(),
        .. ServiceErrorVectorTests.AddTopicErrors.Select(row => row.Data.Item1),
        .. ServiceErrorVectorTests.ServiceErrors.Select(row => row.Data),
        "set_error_unsatisfied_constraint", "select_error_access_denied", "fetch_error", "ts_append_error_access_denied", "ts_range_error",
        "client_close", "server_close_ack", "server_initiated_close",
        .. ServerRequestVectorTests.SecurityNames,
    ];

    [Fact]
    public void TopicVectors_All_AreTestedOrLeftOutForAReason()
    {
        GoldenVector[] missing = Missing(GoldenVectors.Topics, "topics");

        foreach (GoldenVector vector in missing)
        {
            output.WriteLine($"  {vector.Name}: {Reason(vector) ?? "?"}");
        }

        missing.Where(vector => Reason(vector) is null).Should().BeEmpty();
        Covered.Except(GoldenVectors.Topics.Concat(GoldenVectors.Security).Select(vector => vector.Name)).Should().BeEmpty("these names are no vectors");
    }

    [Fact]
    public void SecurityVectors_OfThisScope_AreTested()
    {
        GoldenVector[] missing = Missing(GoldenVectors.Security, "security");

        output.WriteLine("  security, client control, session events, messaging and locks are not offered yet:");
        output.WriteLine("  " + string.Join(", ", missing.Select(vector => vector.Name)));
        missing.Should().NotContain(vector => vector.Name.StartsWith("service-error-", StringComparison.Ordinal));
    }

    private GoldenVector[] Missing(IReadOnlyList<GoldenVector> vectors, string survey)
    {
        GoldenVector[] missing = [.. vectors.Where(vector => !Covered.Contains(vector.Name))];
        output.WriteLine($"{vectors.Count - missing.Length} of {vectors.Count} vectors of {survey} are covered. Not covered:");
        return missing;
    }

    private static string? Reason(GoldenVector vector) =>
        Array.Find(NotHere, entry => vector.Name.StartsWith(entry.Prefix, StringComparison.Ordinal)).Reason;
}

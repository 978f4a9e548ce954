using Messaging.DiffusionClient.Tests.Locks;
using Messaging.DiffusionClient.Tests.Security;
using Messaging.DiffusionClient.Tests.Sessions.Recovery;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>No golden vector is forgotten: each is tested here, or there is a reason why not.</summary>
public sealed class VectorCoverageTests(ITestOutputHelper output)
{
    private static readonly (string Prefix, string Reason)[] NotHere =
    [
        ("set_constraint_locked", "constraints on a session lock are not offered"),
        ("set_constraint_and", "its left side is a session lock"),
        ("json_patch", "JSON patches are not offered"),
        ("stream_", "update streams are not offered"),
        ("topic_notification_", "topic notifications are not offered"),
        ("topic_view_", "topic views are not offered"),
        ("get_session_properties", "the API has no such call"),
        ("missing_topic", "missing topic handlers are not offered"),
        ("binary_delta", "deltas are made in Messaging.DiffusionWire and tested there"),
    ];

    private static readonly (string Prefix, string Reason)[] NotHereOfSecurity =
    [
        (ScriptTextTests.NotExpressible, "permissions are an enum here, and cannot be any text"),
        ("session.getSessionProperties (own)", "the API has no such call"),
        ("0x55 typed resp mismatch", "the compiler keeps an answer of another type away"),
    ];

    private static readonly HashSet<string> Covered =
    [
        .. CallVectorTests.All.SelectMany(vector => new[] { vector.Request, vector.Response }).OfType<string>(),
        .. HandshakeVectorTests.Covered(), .. RefusalTests.Covered(),
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
        .. ScriptTextTests.Names.Select(row => row.Data), .. RefusedCallTests.Covered(), .. SessionEventVectorTests.Covered(),
        .. RequestVectorTests.Covered(), .. AuthenticatorVectorTests.Covered(), .. SessionLockTests.Covered(),
    ];

    [Fact]
    public void TopicVectors_All_AreTestedOrLeftOutForAReason() => RequireReasons(GoldenVectors.Topics, "topics", NotHere);

    [Fact]
    public void CoveredNames_All_AreVectors() =>
        Covered.Except(GoldenVectors.Topics.Concat(GoldenVectors.Security).Select(vector => vector.Name)).Should().BeEmpty("these names are no vectors");

    [Fact]
    public void SecurityVectors_All_AreTestedOrLeftOutForAReason() => RequireReasons(GoldenVectors.Security, "security", NotHereOfSecurity);

    private void RequireReasons(IReadOnlyList<GoldenVector> vectors, string survey, (string Prefix, string Reason)[] reasons)
    {
        GoldenVector[] missing = [.. vectors.Where(vector => !Covered.Contains(vector.Name))];
        output.WriteLine($"{vectors.Count - missing.Length} of {vectors.Count} vectors of {survey} are covered. Not covered:");
        List<string> unexplained = [];
        foreach (GoldenVector vector in missing)
        {
            string? reason = Array.Find(reasons, entry => vector.Name.StartsWith(entry.Prefix, StringComparison.Ordinal)).Reason;
            output.WriteLine($"  {vector.Name}: {reason ?? "?"}");
            if (reason is null)
            {
                unexplained.Add(vector.Name);
            }
        }

        unexplained.Should().BeEmpty();
    }
}

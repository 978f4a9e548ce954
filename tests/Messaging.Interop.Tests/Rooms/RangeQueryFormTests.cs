using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Rooms;

public sealed class RangeQueryFormTests : VendorTest
{
    public static TheoryData<string, string> Forms => RangeForms.All;

    [Theory]
    [Trait("Rule", "TOPIC-79")]
    [Trait("Rule", "TOPIC-80")]
    [MemberData(nameof(Forms))]
    public async Task Query_OfThisForm_GivesTheSameThroughBothSdks(string form, string expected)
    {
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();
        await SharedSeries.CreateAsync(PathOf("series"), js, session);

        JsQueryResult throughJavaScript = await js.QueryAsync(PathOf("series"), [.. RangeForm.Steps(form), ["as", "json"]]);
        JsonObject throughDotNet = await SharedSeries.QueryAsync(session, PathOf("series"), form);

        string.Join(' ', throughJavaScript.Sequences).Should().Be(expected);
        JsonNode? asWritten = JsonNode.Parse(throughJavaScript.Json.GetRawText());
        JsonNode.DeepEquals(throughDotNet, asWritten).Should().BeTrue("{0}\nshould be\n{1}", throughDotNet.ToJsonString(), asWritten!.ToJsonString());
    }

    /// <summary>Where the JavaScript SDK does not do what its own documentation says, and ours does: a second edit range is a new one.</summary>
    [Theory]
    [InlineData("editRange from(7) editRange", "8 7 11 10", "0 8 2 7 4 5 11 10")]
    [InlineData("forEdits latestEdits from(7) allEdits", "7 8 9 10 11", "0 1 2 3 4 5 6 7 8 9 10 11")]
    public async Task EditRange_AfterAnother_IsKeptByJavaScriptAndNewInDotNet(string form, string inJavaScript, string inDotNet)
    {
        JsSession js = await JoinServerAsync();
        ISession session = await OpenAsync();
        await SharedSeries.CreateAsync(PathOf("series"), js, session);

        JsQueryResult throughJavaScript = await js.QueryAsync(PathOf("series"), RangeForm.Steps(form));
        JsonObject throughDotNet = await SharedSeries.QueryAsync(session, PathOf("series"), form);

        string.Join(' ', throughJavaScript.Sequences).Should().Be(inJavaScript);
        SharedSeries.Sequences(throughDotNet).Should().Be(inDotNet);
    }
}

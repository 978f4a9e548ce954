using Messaging.DiffusionClient.TimeSeries;
using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.TimeSeries;

/// <summary>What becomes of the answer to a range query.</summary>
[Trait("Rule", "TOPIC-78")]
public sealed class QueryResultTests : LoggedTest
{
    // Type and one event: number 5, time 9, u, value.
    private const string OneText = "06737472696e67" + OneEvent;
    private const string OneEvent = "0101" + "00050901750261" + "61";

    [Fact]
    public async Task Values_OfATypeThatCanBeReadSo_AreRead()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        IRangeQuery<IBytes> query = scripted.Session.TimeSeries.RangeQuery;

        (await SelectAsync(scripted, query.As<string>(), OneText)).Value.Should().Be("a");
        (await SelectAsync(scripted, query.As<IJSON>(), OneText)).Value.ToJSONString().Should().Be("\"a\"");
        (await SelectAsync(scripted, query, OneText)).Value.ToByteArray().Should().Equal(0x61, 0x61);
        (await SelectAsync(scripted, query, "097265636f72645f7632" + OneEvent)).Value.ToByteArray().Should().Equal(0x61, 0x61);
    }

    [Theory]
    [InlineData("05696e743634" + OneEvent)]
    [InlineData("05696e7436340000")]
    [InlineData("00" + OneEvent)]
    public async Task Values_OfAnotherType_FailTheQuery(string answer)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Func<Task> select = () => SelectAsync(scripted, scripted.Session.TimeSeries.RangeQuery.As<string>(), answer);

        InvalidQueryException failure = (await select.Should().ThrowAsync<InvalidQueryException>()).Which;
        failure.Reason.Should().Be(ErrorReason.INVALID_DATA);
        failure.Message.Should().Contain("'T'").And.Contain("System.String");
    }

    [Fact]
    public async Task Value_Malformed_FailsTheQuery()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Func<Task> select = () => SelectAsync(scripted, scripted.Session.TimeSeries.RangeQuery.As<string>(), "06737472696e67" + "0101" + "000509017501" + "61");

        (await select.Should().ThrowAsync<SessionException>()).Which.Reason.Should().Be(ErrorReason.INVALID_DATA);
    }

    [Fact]
    public async Task Answer_Malformed_FailsTheQueryOnly()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Func<Task> select = () => SelectAsync(scripted, scripted.Session.TimeSeries.RangeQuery, "06737472696e67" + "0101" + "02050901750161");

        (await select.Should().ThrowAsync<SessionException>()).Which.Reason.Should().Be(ErrorReason.COMMUNICATION_FAILURE);
        (await SelectAsync(scripted, scripted.Session.TimeSeries.RangeQuery.As<string>(), OneText)).Value.Should().Be("a");
    }

    [Fact]
    public void Merge_OfTwoValueResults_KeepsTheEventsThatCount()
    {
        QueryResult<string> earlier = Result(Original(1, "a"), Edit(6, 2, "b1"), Original(3, "c"), Original(5, "old"));
        IQueryResult<string> later = Result(Edit(8, 1, "a1"), Original(2, "b"), Original(5, "new"), Original(7, "d"));

        IQueryResult<string> merged = earlier.Merge(later);

        merged.Events.Select(entry => entry.Value).Should().Equal("a1", "b1", "c", "new", "d");
        merged.IsComplete.Should().BeTrue();
        merged.SelectedCount.Should().Be(5);
        merged.StreamStructure.Should().Be(StreamStructure.VALUE_EVENT_STREAM);
        earlier.Events.Should().HaveCount(4, "a result does not change");
    }

    [Fact]
    public void Merge_OfEditResults_KeepsTheLatestEdits()
    {
        QueryResult<string> edits = new QueryResult<string>(
            [Original(0, "a"), Original(1, "b"), Edit(2, 0, "x"), Edit(3, 0, "y")], 900, StreamStructure.EDIT_EVENT_STREAM);

        IQueryResult<string> merged = edits.Merge(Result());

        edits.IsComplete.Should().BeFalse();
        merged.Events.Select(entry => entry.Value).Should().Equal("y", "b");
        merged.IsComplete.Should().BeTrue();
        merged.StreamStructure.Should().Be(StreamStructure.VALUE_EVENT_STREAM);
        FluentActions.Invoking(() => edits.Merge(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Events_WithTheSameAttributes_AreEqual()
    {
        Edit(3, 0, "y").Should().Be(Edit(3, 0, "y"));
        Edit(3, 0, "y").Should().NotBe(Edit(3, 1, "y"));
        Original(3, "y").Should().NotBe(Original(3, "z"));
    }

    private static QueryResult<string> Result(params IEvent<string>[] events) => new(events, events.Length, StreamStructure.VALUE_EVENT_STREAM);

    private static Event<string> Original(long sequence, string value)
    {
        Metadata metadata = new(sequence, 9, "u");
        return new Event<string>(value, metadata, metadata);
    }

    private static Event<string> Edit(long sequence, long original, string value) =>
        new(value, new Metadata(sequence, 10, "v"), new Metadata(original, 9, "u"));

    private static async Task<IEvent<TValue>> SelectAsync<TValue>(ScriptedSession scripted, IQuery<TValue> query, string answer)
    {
        Task<IQueryResult<TValue>> select = query.SelectFromAsync("T");
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer(answer));
        return (await select.Within()).Events.Single();
    }
}

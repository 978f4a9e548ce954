using Messaging.DiffusionClient.Tests.Streams;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Live;

public sealed class TopicTests : LocalServerTests
{
    [Fact]
    public async Task Stream_OfAnotherSession_GetsEveryUpdateInOrder()
    {
        ISession writer = await OpenAsync();
        ISession reader = await OpenAsync();
        RecordingStream<IJSON> stream = new();
        reader.Topics.AddStream("?Chat//", stream);
        await reader.Topics.SubscribeAsync("?Chat//").Within();

        (await writer.TopicControl.AddTopicAsync("Chat/Default Room", TopicType.JSON).Within()).Should().Be(AddTopicResult.CREATED);
        for (int i = 0; i < 100; i++)
        {
            await writer.TopicUpdate.SetAsync("Chat/Default Room", Message(i)).Within();
        }

        (await stream.NextAsync()).ToString().Should().Be("subscribe Chat/Default Room");
        for (int i = 0; i < 100; i++)
        {
            StreamEvent next = await stream.NextAsync();
            next.NewValue.Should().Be(Message(i));
            next.OldValue.Should().Be(i == 0 ? null : Message(i - 1));
        }

        (await writer.TopicControl.RemoveTopicsAsync("?Chat//").Within()).RemovedCount.Should().Be(1);
        (await stream.NextAsync()).ToString().Should().Be("unsubscribe Chat/Default Room REMOVAL");
    }

    [Fact]
    public async Task AddTopic_Twice_ExistsOrConflicts()
    {
        ISession session = await OpenAsync();
        ITopicSpecification specification = Diffusion.NewSpecification(TopicType.STRING).WithProperty(TopicSpecificationProperty.ValidateValues, "true");

        (await session.TopicControl.AddTopicAsync("a/b", specification).Within()).Should().Be(AddTopicResult.CREATED);
        (await session.TopicControl.AddTopicAsync("a/b", specification).Within()).Should().Be(AddTopicResult.EXISTS);
        Func<Task> other = () => session.TopicControl.AddTopicAsync("a/b", TopicType.JSON).Within();

        (await other.Should().ThrowAsync<ExistingTopicException>()).Which.Message.Should().Contain("a/b");
    }

    [Fact]
    public async Task Update_OfAnImpossibleTopic_FailsWithItsType()
    {
        ISession session = await OpenAsync();
        await session.TopicControl.AddTopicAsync("text", TopicType.STRING).Within();

        await FluentActions.Awaiting(() => session.TopicUpdate.SetAsync("nowhere", "x").Within()).Should().ThrowAsync<NoSuchTopicException>();
        await FluentActions.Awaiting(() => session.TopicUpdate.SetAsync<long?>("text", 5).Within()).Should().ThrowAsync<IncompatibleTopicException>();
        await FluentActions.Awaiting(() => session.TopicControl.AddTopicAsync("a//b", TopicType.JSON).Within()).Should().ThrowAsync<InvalidTopicPathException>();
    }

    [Fact]
    public async Task Constraints_OnUpdates_AreHeldByTheServer()
    {
        ISession session = await OpenAsync();
        ITopicSpecification text = Diffusion.NewSpecification(TopicType.STRING);
        IUpdateConstraintFactory constraints = Diffusion.UpdateConstraints;

        (await session.TopicUpdate.AddAndSetAsync("t", text, "1", constraints.NoTopic).Within()).Should().Be(TopicCreationResult.CREATED);
        await FluentActions.Awaiting(() => session.TopicUpdate.AddAndSetAsync("t", text, "2", constraints.NoTopic).Within())
            .Should().ThrowAsync<UnsatisfiedConstraintException>();
        await session.TopicUpdate.SetAsync("t", "2", constraints.Value("1")).Within();
        await session.TopicUpdate.SetAsync("t", "3", constraints.Value(UpdateConstraintOperator.GT, 1.5)).Within();
        (await session.TopicUpdate.AddAndSetAsync("t", text, "4").Within()).Should().Be(TopicCreationResult.EXISTS);
        await FluentActions.Awaiting(() => session.TopicUpdate.SetAsync("t", "5", constraints.Value("1").Or(constraints.NoValue)).Within())
            .Should().ThrowAsync<UnsatisfiedConstraintException>();

        (await session.Topics.FetchRequest.WithValues<string>().FetchAsync("t").Within()).Results.Single().Value.Should().Be("4");
    }

    [Fact]
    public async Task Streams_OfEveryType_GetTheirValues()
    {
        ISession session = await OpenAsync();
        RecordingStream<string> text = new();
        RecordingStream<long?> int64 = new();
        RecordingStream<double?> number = new();
        RecordingStream<IJSON> json = new();
        session.Topics.AddStream("*.*", text);
        session.Topics.AddStream("*.*", int64);
        session.Topics.AddStream("*.*", number);
        session.Topics.AddStream("*.*", json);
        await session.Topics.SubscribeAsync("*.*").Within();

        await session.TopicUpdate.AddAndSetAsync("s", Diffusion.NewSpecification(TopicType.STRING), "grüß dich").Within();
        await session.TopicUpdate.AddAndSetAsync<long?>("i", Diffusion.NewSpecification(TopicType.INT64), long.MinValue).Within();
        await session.TopicUpdate.AddAndSetAsync<double?>("d", Diffusion.NewSpecification(TopicType.DOUBLE), 0.5).Within();
        await session.TopicUpdate.AddAndSetAsync("b", Diffusion.NewSpecification(TopicType.BINARY), Diffusion.DataTypes.Binary.ReadValue([1])).Within();
        await session.TopicUpdate.SetAsync<string?>("s", null).Within();

        (await text.NextAsync(3)).Should().Equal("subscribe s", "value s null -> 'grüß dich'", "value s 'grüß dich' -> null");
        (await int64.NextAsync(2)).Should().Equal("subscribe i", "value i null -> -9223372036854775808");
        (await number.NextAsync(2)).Should().Equal("subscribe d", "value d null -> 0.5");
        (await json.NextAsync(7)).Should().Equal(
            "subscribe s", "value s null -> \"grüß dich\"", "subscribe i", "value i null -> -9223372036854775808",
            "subscribe d", "value d null -> 0.5", "value s \"grüß dich\" -> null");
    }

    [Fact]
    public async Task Values_OfAllSizes_SurviveDeltasAndCompression()
    {
        ISession writer = await OpenAsync();
        ISession reader = await OpenAsync();
        RecordingStream<string> stream = new();
        reader.Topics.AddStream("big", stream);
        await reader.Topics.SubscribeAsync("big").Within();
        await writer.TopicControl.AddTopicAsync("big", TopicType.STRING).Within();
        (await stream.NextAsync()).Kind.Should().Be("subscribe");
        string[] values = [.. new[] { 1, 200, 4_000, 70_000, 100_000, 3 }.Select(length => string.Concat(Enumerable.Repeat("⚙ gear ", length)))];

        foreach (string value in values.SelectMany(value => new[] { value, value + "!", "." + value }))
        {
            await writer.TopicUpdate.SetAsync("big", value).Within();
            (await stream.NextAsync()).NewValue.Should().Be(value);
        }
    }

    [Fact]
    public async Task Unsubscribe_InOneOfTwoScopes_KeepsTheTopic()
    {
        ISession session = await OpenAsync();
        RecordingStream<string> stream = new();
        session.Topics.AddStream("t", stream);
        await session.TopicUpdate.AddAndSetAsync("t", Diffusion.NewSpecification(TopicType.STRING), "x").Within();
        await session.Topics.SubscribeAsync("t", "one").Within();
        await session.Topics.SubscribeAsync("t", "two").Within();

        await session.Topics.UnsubscribeAsync("t", "one").Within();
        await session.TopicUpdate.SetAsync("t", "y").Within();
        await session.Topics.UnsubscribeAllScopesAsync("t").Within();

        (await stream.NextAsync(4)).Should().Equal("subscribe t", "value t null -> 'x'", "value t 'x' -> 'y'", "unsubscribe t REQUESTED");
    }

    [Fact]
    public async Task Ping_Server_Answers()
    {
        ISession session = await OpenAsync();

        IPingDetails details = await session.Ping.PingServerAsync().Within();

        details.RoundTripTimeSpan.Should().BePositive();
    }
}

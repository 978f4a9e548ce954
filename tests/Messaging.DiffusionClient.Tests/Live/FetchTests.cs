using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Live;

public sealed class FetchTests : LocalServerTests
{
    [Fact]
    public async Task Fetch_BuilderIsImmutable_AndEachStepNarrows()
    {
        ISession session = await OpenAsync();
        await FillAsync(session);
        IFetchRequest<object> all = session.Topics.FetchRequest;

        IFetchResult<string> texts = await all.WithValues<string>().FetchAsync("?f//").Within();
        IFetchResult<IJSON> readable = await all.WithValues<IJSON>().FetchAsync("?f//").Within();
        IFetchResult<IBytes> bytes = await all.WithValues<IBytes>().From("f/2").First(2).FetchAsync("?f//").Within();
        IFetchResult<object> plain = await all.WithProperties().FetchAsync("?f//").Within();

        texts.Results.Select(topic => $"{topic.Path}={topic.Value}").Should().Equal("f/1=one");
        readable.Results.Select(topic => $"{topic.Path}={topic.Value.ToJSONString()}").Should().Equal("f/1=\"one\"", "f/2=2", "f/3={\"three\":3}");
        bytes.Results.Select(topic => topic.Path).Should().Equal("f/2", "f/3");
        bytes.HasMore.Should().BeTrue();
        plain.Count.Should().Be(4);
        plain.Results.Should().OnlyContain(topic => topic.Value == null);
        plain.Results[2].Specification.Properties.Should().Contain("VALIDATE_VALUES", "true");
    }

    [Fact]
    public async Task Fetch_Nothing_IsEmpty()
    {
        ISession session = await OpenAsync();

        IFetchResult<object> result = await session.Topics.FetchRequest.FetchAsync("no/such/topic").Within();

        result.IsEmpty.Should().BeTrue();
        result.HasMore.Should().BeFalse();
    }

    private static async Task FillAsync(ISession session)
    {
        await session.TopicUpdate.AddAndSetAsync("f/1", Diffusion.NewSpecification(TopicType.STRING), "one").Within();
        await session.TopicUpdate.AddAndSetAsync<long?>("f/2", Diffusion.NewSpecification(TopicType.INT64), 2).Within();
        await session.TopicUpdate.AddAndSetAsync(
            "f/3",
            Diffusion.NewSpecification(TopicType.JSON).WithProperty("VALIDATE_VALUES", "true"),
            Diffusion.DataTypes.JSON.FromJSONString("""{"three":3}""")).Within();
        await session.TopicControl.AddTopicAsync("f/4", TopicType.BINARY).Within();
    }
}

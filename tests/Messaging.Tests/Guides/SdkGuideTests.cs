using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.Tests.Guides;

/// <summary>What the READMEs of the stand-in and of the wire protocol show is compiled, and does what they say.</summary>
public sealed class SdkGuideTests : ServerTest
{
    [Fact]
    public async Task Subscription_GetsWhatIsSet()
    {
        LocalDiffusionServer server = await StartServerAsync();
        var stream = new FirstValue();

        ISession session = await SdkGuide.SubscribeAsync(server.Url.ToString(), stream).Within();

        (await stream.Value.Within()).Should().Be("Chat/Room: hello");
        session.Close();
    }

    [Fact]
    public void Frame_IsWhatTheCommentSays()
    {
        using var written = new StringWriter();

        new SdkGuide(written).ReadFrame();

        written.ToString().Should().Be($"Response{Environment.NewLine}");
    }

    private sealed class FirstValue : IValueStream<string>
    {
        private readonly TaskCompletionSource<string> _value = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Value => _value.Task;

        public void OnValue(string topicPath, ITopicSpecification specification, string oldValue, string newValue) =>
            _value.TrySetResult($"{topicPath}: {newValue}");

        public void OnSubscription(string topicPath, ITopicSpecification specification)
        {
        }

        public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason)
        {
        }

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }
}

using Microsoft.Extensions.Options;

namespace Messaging.Tests;

public sealed class MessagingOptionsTests
{
    [Theory]
    [InlineData("ws://localhost:8080")]
    [InlineData("wss://chat.example.com")]
    [InlineData("wss://chat.example.com:443/some/path")]
    [InlineData("ws://[::1]:8080")]
    public void Create_WebSocketUrl_Accepts(string url) =>
        FindProblems(o => o.Url = new Uri(url)).Should().BeEmpty();

    [Theory]
    [InlineData(null, "*Url is required*ws://*")]
    [InlineData("http://localhost:8080", "*Url must be an absolute ws:// or wss:// address*")]
    [InlineData("/diffusion", "*Url must be an absolute ws:// or wss:// address*")]
    [InlineData("ws://user:pw@localhost", "*no user info*Principal and Password*")]
    [InlineData("ws://localhost?a=b", "*no user info, query*")]
    [InlineData("ws://localhost#a", "*fragment*")]
    public void Create_AnyOtherUrl_SaysWhatIsNeeded(string? url, string problem)
    {
        string problems = FindProblems(o => o.Url = url is null ? null : new Uri(url, UriKind.RelativeOrAbsolute));

        problems.Should().Match(problem).And.NotContain("pw@");
    }

    [Fact]
    public void Create_Identity_IsChecked()
    {
        FindProblems(o => o.Principal = "").Should().Match("*Principal must not be empty*anonymously*");
        FindProblems(o => o.Password = "s3cr3t").Should().Match("*Password is allowed only with a Principal*").And.NotContain("s3cr3t");
        FindProblems(o => o.DisplayName = " ").Should().Match("*DisplayName*blank*");
        FindProblems(o => o.DisplayName = "").Should().Match("*DisplayName must not be empty*");
        FindProblems(o => o.Principal = new string('a', 201)).Should().Match("*DisplayName*Principal*200*");
        FindProblems(o => (o.Principal, o.DisplayName) = (new string('a', 201), "Ann")).Should().BeEmpty();
        FindProblems(o => (o.Principal, o.Password) = ("ann", "")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Chat")]
    [InlineData("Apps/Chat rooms/ä")]
    public void Create_LegalPrefix_Accepts(string prefix) => FindProblems(o => o.TopicPrefix = prefix).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("/Chat")]
    [InlineData("Chat/")]
    [InlineData("a//b")]
    [InlineData("a/\n/b")]
    public void Create_IllegalPrefix_SaysWhatItIs(string prefix) =>
        FindProblems(o => o.TopicPrefix = prefix).Should().Match("*TopicPrefix is one or more segments*");

    [Fact]
    public void Create_Limits_AreChecked()
    {
        FindProblems(o => o.ConnectTimeout = TimeSpan.Zero).Should().Contain("ConnectTimeout must be more than zero");
        FindProblems(o => o.ConnectTimeout = TimeSpan.FromHours(2)).Should().Contain("ConnectTimeout");
        FindProblems(o => o.RequestTimeout = TimeSpan.FromSeconds(-1)).Should().Contain("RequestTimeout must be more than zero");
        FindProblems(o => o.RequestTimeout = TimeSpan.MaxValue).Should().Contain("RequestTimeout");
        FindProblems(o => o.ReconnectTimeout = TimeSpan.FromSeconds(-1)).Should().Contain("ReconnectTimeout must be from zero");
        FindProblems(o => o.ReconnectTimeout = TimeSpan.FromDays(2)).Should().Contain("ReconnectTimeout");
        FindProblems(o => o.MaximumTextLength = 0).Should().Contain("MaximumTextLength must be from 1");
        FindProblems(o => o.MaximumTextLength = 1_000_001).Should().Contain("MaximumTextLength");
    }

    [Fact]
    public void Create_SeveralProblems_SaysAll() =>
        FindProblems(o => (o.Url, o.TopicPrefix) = (null, "")).Should().Contain("Url").And.Contain("TopicPrefix");

    [Fact]
    public async Task Create_OptionsChangedLater_HaveNoEffect()
    {
        var options = new MessagingOptions { Url = new Uri("ws://localhost"), Principal = "ann" };
        await using MessagingClient client = MessagingClient.Create(options);

        options.Principal = "bob";

        client.Principal.Should().Be("ann");
    }

    [Fact]
    public void ToString_NeverShowsThePassword() =>
        new MessagingOptions { Url = new Uri("ws://localhost"), Principal = "ann", Password = "s3cr3t" }.ToString()
            .Should().Be("ws://localhost/ as ann");

    [Fact]
    public void RoomOptions_OutOfRange_AreRefused()
    {
        Action capacity = () => _ = new RoomOptions { ReaderBufferCapacity = 0 };
        Action kind = () => _ = new RoomOptions { Kind = (RoomKind)99 };

        capacity.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 to 1,000,000*");
        kind.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*no such kind*");
        new RoomOptions().ReaderBufferCapacity.Should().Be(1024);
    }

    [Fact]
    public void MessageId_EmptyOrTooLong_IsRefused()
    {
        Action empty = () => _ = new MessageId("");
        Action tooLong = () => _ = new MessageId(new string('a', 201));

        empty.Should().Throw<ArgumentException>();
        tooLong.Should().Throw<ArgumentException>().WithMessage("*200*");
        default(MessageId).Value.Should().BeEmpty();
    }

    private static string FindProblems(Action<MessagingOptions> change)
    {
        try
        {
            _ = MessagingClient.Create(options =>
            {
                options.Url = new Uri("ws://localhost:8080");
                change(options);
            });
            return "";
        }
        catch (OptionsValidationException error)
        {
            return error.Message;
        }
    }
}

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
    [InlineData("ws://localhost:8080")]
    [InlineData("ws://LOCALHOST")]
    [InlineData("ws://127.0.0.1:8080")]
    [InlineData("ws://127.8.9.10")]
    [InlineData("ws://[::1]:8080")]
    [InlineData("wss://chat.example.com")]
    public void Create_PasswordToThisMachineOrEncrypted_Accepts(string url)
    {
        FindProblems(o => (o.Url, o.Principal, o.Password) = (new Uri(url), "ann", "s3cr3t")).Should().BeEmpty();
        FindProblems(o => (o.Url, o.Principal, o.PasswordProvider) = (new Uri(url), "ann", _ => new("s3cr3t"))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("ws://chat.example.com")]
    [InlineData("ws://localhost.example.com")]
    [InlineData("ws://localhost.")]
    [InlineData("ws://127.0.0.1.example.com")]
    [InlineData("ws://128.0.0.1")]
    [InlineData("ws://0.0.0.0")]
    [InlineData("ws://[::2]")]
    public void Create_PasswordUnencryptedToAnotherMachine_IsRefused(string url)
    {
        FindProblems(o => (o.Url, o.Principal, o.Password) = (new Uri(url), "ann", "s3cr3t"))
            .Should().Match("*Password must not be sent*not encrypted*wss://*AllowPasswordOverUnencryptedConnection*").And.NotContain("s3cr3t");
        FindProblems(o => (o.Url, o.Principal, o.PasswordProvider) = (new Uri(url), "ann", _ => new("s3cr3t")))
            .Should().Contain("PasswordProvider must not be sent");
        FindProblems(o => o.Url = new Uri(url)).Should().BeEmpty("nothing secret is sent");
        FindProblems(o =>
        {
            (o.Url, o.Principal, o.Password) = (new Uri(url), "ann", "s3cr3t");
            o.AllowPasswordOverUnencryptedConnection = true;
        }).Should().BeEmpty();
    }

    [Fact]
    public void Create_PasswordProvider_IsChecked()
    {
        FindProblems(o => o.PasswordProvider = _ => new("s3cr3t")).Should().Contain("PasswordProvider is allowed only with a Principal");
        FindProblems(o => (o.Principal, o.Password, o.PasswordProvider) = ("ann", "s3cr3t", _ => new("s3cr3t")))
            .Should().Contain("must not both be set").And.NotContain("s3cr3t");
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
        FindProblems(o => o.ReconnectTimeout = Timeout.InfiniteTimeSpan).Should().BeEmpty();
        FindProblems(o => o.InitialConnectTimeout = TimeSpan.FromSeconds(-1)).Should().Contain("InitialConnectTimeout must be from zero");
        FindProblems(o => o.InitialConnectTimeout = TimeSpan.FromDays(2)).Should().Contain("InitialConnectTimeout");
        FindProblems(o => o.InitialConnectTimeout = Timeout.InfiniteTimeSpan).Should().BeEmpty();
        FindProblems(o => o.ResumeTimeout = Timeout.InfiniteTimeSpan).Should().Contain("ResumeTimeout must be from zero");
        FindProblems(o => o.ResumeTimeout = TimeSpan.FromHours(2)).Should().Contain("ResumeTimeout");
        FindProblems(o => o.ResumeTimeout = TimeSpan.Zero).Should().BeEmpty();
        FindProblems(o => o.CapabilityRefreshInterval = TimeSpan.FromMilliseconds(999)).Should().Contain("CapabilityRefreshInterval must be zero, or");
        FindProblems(o => o.CapabilityRefreshInterval = TimeSpan.FromDays(2)).Should().Contain("CapabilityRefreshInterval");
        FindProblems(o => o.CapabilityRefreshInterval = TimeSpan.Zero).Should().BeEmpty();
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

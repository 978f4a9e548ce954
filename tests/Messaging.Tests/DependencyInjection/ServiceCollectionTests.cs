using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Messaging.Tests.DependencyInjection;

public sealed class ServiceCollectionTests : LoggedTest
{
    [Fact]
    public async Task AddDiffusionMessaging_Delegate_GivesOneClient()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(o => (o.Url, o.Principal) = (new Uri("ws://localhost:8080"), "ann"))
            .BuildServiceProvider(validateScopes: true);

        var client = services.GetRequiredService<IMessagingClient>();

        client.Should().BeSameAs(services.GetRequiredService<IMessagingClient>());
        client.Principal.Should().Be("ann");
        client.Status.State.Should().Be(ConnectionState.Disconnected);
    }

    [Fact]
    public async Task AddDiffusionMessaging_ContainerDisposed_DisposesTheClient()
    {
        ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(o => o.Url = new Uri("ws://localhost:8080"))
            .BuildServiceProvider();
        var client = services.GetRequiredService<IMessagingClient>();

        await services.DisposeAsync();

        client.Status.State.Should().Be(ConnectionState.Closed);
    }

    [Fact]
    public async Task AddDiffusionMessaging_Section_SetsEveryOption()
    {
        IConfiguration section = Section(
            ("Url", "wss://chat.example.com"), ("Principal", "ann"), ("Password", "s3cr3t"), ("DisplayName", "Ann"),
            ("TopicPrefix", "Apps/Chat"), ("ConnectTimeout", "00:00:01"), ("RequestTimeout", "00:00:02"),
            ("ReconnectTimeout", "00:00:00"), ("MaximumTextLength", "99"),
            ("InitialConnectTimeout", "Infinite"), ("ResumeTimeout", "00:00:05"), ("ConnectAtStart", "false"),
            ("CapabilityRefreshInterval", "00:01:00"), ("AllowPasswordOverUnencryptedConnection", "true"),
            ("AcceptAnyServerCertificate", "True"));
        await using ServiceProvider services = new ServiceCollection().AddDiffusionMessaging(section).BuildServiceProvider();

        services.GetRequiredService<IOptions<MessagingOptions>>().Value.Should().BeEquivalentTo(new MessagingOptions
        {
            Url = new Uri("wss://chat.example.com"),
            Principal = "ann",
            Password = "s3cr3t",
            DisplayName = "Ann",
            TopicPrefix = "Apps/Chat",
            ConnectTimeout = TimeSpan.FromSeconds(1),
            RequestTimeout = TimeSpan.FromSeconds(2),
            ReconnectTimeout = TimeSpan.Zero,
            MaximumTextLength = 99,
            InitialConnectTimeout = Timeout.InfiniteTimeSpan,
            ResumeTimeout = TimeSpan.FromSeconds(5),
            ConnectAtStart = false,
            CapabilityRefreshInterval = TimeSpan.FromMinutes(1),
            AllowPasswordOverUnencryptedConnection = true,
            AcceptAnyServerCertificate = true,
        });
    }

    /// <summary>An option that is added but not read from configuration would be found here. The provider is code.</summary>
    [Fact]
    public void AddDiffusionMessaging_Section_KnowsEveryOption()
    {
        var asked = new AskedKeys();

        MessagingConfiguration.Apply(asked, new MessagingOptions());

        asked.Keys.Should().BeEquivalentTo(typeof(MessagingOptions).GetProperties().Select(p => p.Name).Except([nameof(MessagingOptions.PasswordProvider)]));
    }

    [Fact]
    public async Task AddDiffusionMessaging_SparseSection_KeepsTheDefaults()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(Section(("Url", "ws://localhost:8080"), ("Principal", ""))).BuildServiceProvider();

        services.GetRequiredService<IOptions<MessagingOptions>>().Value.Should().BeEquivalentTo(
            new MessagingOptions { Url = new Uri("ws://localhost:8080") });
    }

    [Theory]
    [InlineData("ConnectTimeout", "soon")]
    [InlineData("MaximumTextLength", "99999999999")]
    [InlineData("Url", "ws://:::")]
    public async Task AddDiffusionMessaging_SectionWithAnUnreadableValue_NamesItsKey(string key, string value)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(Section((key, value))).BuildServiceProvider();

        services.Invoking(s => s.GetRequiredService<IMessagingClient>())
            .Should().Throw<InvalidOperationException>().WithMessage($"*'Messaging:{key}' is not valid*");
    }

    [Fact]
    public async Task AddDiffusionMessaging_InvalidOptions_FailWhenTheAppStarts()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(o => o.TopicPrefix = "/")
            .AddKeyedDiffusionMessaging("eu", o => o.Url = new Uri("http://localhost"))
            .BuildServiceProvider();

        services.Invoking(s => s.GetRequiredService<IStartupValidator>().Validate())
            .Should().Throw<AggregateException>().Which.InnerExceptions.Select(e => e.Message).Should().SatisfyRespectively(
                first => first.Should().Contain("Url is required").And.Contain("TopicPrefix"),
                second => second.Should().Contain("absolute ws://"));
    }

    [Fact]
    public async Task AddKeyedDiffusionMessaging_TwoKeys_AreTwoClients()
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddDiffusionMessaging(o => (o.Url, o.Principal) = (new Uri("ws://localhost"), "nobody's"))
            .AddKeyedDiffusionMessaging("eu", o => (o.Url, o.Principal) = (new Uri("ws://eu"), "eu's"))
            .AddKeyedDiffusionMessaging("us", Section(("Url", "ws://us"), ("Principal", "us's")))
            .BuildServiceProvider();

        services.GetRequiredService<IMessagingClient>().Principal.Should().Be("nobody's");
        services.GetRequiredKeyedService<IMessagingClient>("eu").Principal.Should().Be("eu's");
        services.GetRequiredKeyedService<IMessagingClient>("us").Principal.Should().Be("us's");
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"Messaging:{v.Key}", (string?)v.Value)))
            .Build()
            .GetSection("Messaging");

    private sealed class AskedKeys : IConfiguration
    {
        public List<string> Keys { get; } = [];

        public string? this[string key]
        {
            get
            {
                Keys.Add(key);
                return null;
            }
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public Microsoft.Extensions.Primitives.IChangeToken GetReloadToken() => throw new NotSupportedException();

        public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
    }
}

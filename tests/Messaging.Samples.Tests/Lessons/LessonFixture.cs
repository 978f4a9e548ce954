using Messaging.Samples.Tests.Browser;

namespace Messaging.Samples.Tests.Lessons;

/// <summary>A running sample, with its own Diffusion server, and the browser for it.</summary>
/// <param name="name">The name of the sample's project.</param>
/// <param name="arguments">What follows on the command line.</param>
public abstract class LessonFixture(string name, params string[] arguments) : IAsyncLifetime
{
    private SampleProcess? _sample;

    /// <summary>The browser.</summary>
    public SharedBrowser Browser { get; } = new();

    /// <summary>The address of the chat page.</summary>
    public Uri Page => _sample!.Page;

    /// <summary>The address of the sample's own Diffusion server.</summary>
    public Uri Server => _sample!.Server;

    public async ValueTask InitializeAsync() =>
        _sample = await SampleProcess.StartAsync(name, ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Messaging=Debug", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Browser.DisposeAsync();
        await _sample!.DisposeAsync();
        _sample.Output.Should().NotContain(
            line => line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal),
            "the sample must not have logged an error");
        SampleSecrets.FindIn(_sample.Output).Should().BeEmpty("the sample must not tell what people type");
    }
}

using System.Net;
using System.Net.Sockets;
using Messaging.LocalServer;
using Messaging.Tests.Recording;

namespace Messaging.Samples.Tests.Lessons;

public sealed class AddressTests : LoggedTest
{
    public static TheoryData<string> Samples { get; } = ["Lesson1.PublishSubscribe", "Lesson2.TimeSeries"];

    [Fact]
    public async Task TwoSamplesAtOnce_WithoutArguments_BothServeOnPortsOfTheirOwn()
    {
        await using SampleProcess first = await SampleProcess.StartAsync("Lesson1.PublishSubscribe");
        await using SampleProcess second = await SampleProcess.StartAsync("Lesson2.TimeSeries");
        using var http = new HttpClient();

        first.Page.Should().NotBe(second.Page);
        first.Server.Should().NotBe(second.Server);
        foreach (SampleProcess sample in new[] { first, second })
        {
            (await http.GetStringAsync(sample.Page).Within()).Should().Contain("app.").And.Contain("chat.");
            await using MessagingClient client = RecordedClient.Create(new MessagingOptions { Url = sample.Server }, Log);
            await client.ConnectAsync().Within();
            client.Status.State.Should().Be(ConnectionState.Connected);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task ConfiguredServer_IsUsedInsteadOfAnOwnOne(string name)
    {
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 });

        await using SampleProcess sample = await SampleProcess.StartAsync(
            name, "--urls", "http://127.0.0.1:0", $"--Diffusion:Url={server.Url}");

        sample.Server.Should().Be(server.Url);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task AddressInUse_EndsTheSampleWithOneClearSentence(string name)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        (int exitCode, string output) = await SampleProcess.RunAsync(name, "--urls", $"http://{taken.LocalEndpoint}");

        exitCode.Should().Be(1);
        output.Should().Contain("address already in use").And.Contain("--urls").And.NotContain("   at ");
    }
}

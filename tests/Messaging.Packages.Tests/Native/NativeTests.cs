using Messaging.Packages.Tests.Newcomer;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Native;

/// <summary>Both ends compiled ahead of time, without a warning, talk to each other. There is no just-in-time compiler in either to help out.</summary>
public sealed class NativeTests(Workshop workshop)
{
    private const long MaximumSize = 11 * 1024 * 1024;

    [Fact]
    public async Task Chat_CompiledAheadOfTime_SendsAndReceivesOverACompiledServer()
    {
        string chat = await NativePrograms.PublishAsync(workshop, "samples/NativeChat");
        string tool = await NativePrograms.PublishAsync(
            workshop, "src/Messaging.LocalServer.Tool", "-p:PublishAot=true", "-p:KeepWholeLibraries=true");
        new FileInfo(chat).Length.Should().BeLessThan(MaximumSize);
        await using InstalledServer server = await InstalledServer.StartAsync(tool);

        await using RunningProgram ann = Start(chat, server.Url, "Ann");
        await ann.LineWithAsync("Ann is in Native Room.");
        await ann.TypeAsync("hello, who is there?");
        (await ann.LineWithAsync("hello")).Should().EndWith(" Ann: hello, who is there?");

        // Who comes later is told what was said, and both hear what is said then.
        await using RunningProgram bob = Start(chat, server.Url, "Bob 🦊");
        (await bob.LineWithAsync("hello")).Should().EndWith(" Ann: hello, who is there?");
        await bob.TypeAsync("it is me");
        (await bob.LineWithAsync("it is me")).Should().EndWith(" Bob 🦊: it is me");
        (await ann.LineWithAsync("it is me")).Should().EndWith(" Bob 🦊: it is me");
        (await bob.EndAsync()).Should().Be(0);

        // Errors come out as they do elsewhere, too.
        await using RunningProgram lost = Start(chat, "ws://127.0.0.1:1", "Carl");
        await lost.LineWithAsync("ws://127.0.0.1:1");
        (await lost.EndAsync()).Should().Be(1);
    }

    private static RunningProgram Start(string chat, string url, string name) =>
        RunningProgram.Start(Command.Describe(Path.GetTempPath(), null, chat, url, name));
}

using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Tool;

public sealed class ToolDataTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("messaging-tool-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("--data")]
    [InlineData("--fsync")]
    public async Task Run_LogCannotGrow_RefusesSaysSoAndKeepsWhatItConfirmed(string option)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such limit.");
        string[] arguments = ["--port", "0", "--data", _directory.FullName, .. option == "--fsync" ? ["--fsync"] : (string[])[]];
        string value = new('0', 2 * 4998);
        int confirmed = 0;
        await using (ToolProcess tool = ToolProcess.StartWithFileLimit(64, arguments))
        {
            await using RawClient client = await RawClient.ConnectAsync(await tool.ReadUrlAsync());
            await client.RequestAsync("00 70 01 01 'a' 0e 00", "06 01 00");
            RawFrame answer;
            do
            {
                await client.SendAsync($"00 76 02 01 'a' 0e 8827 {confirmed + 1:x4} {value} 00");
                answer = await client.ReceiveAsync();
                confirmed += answer.Payload[0] == 6 ? 1 : 0;
            }
            while (answer.Payload[0] == 6);

            Notation.Hex(answer.Payload.AsSpan(^2..)).Should().Be("ab46");
            confirmed.Should().BeInRange(5, 13);
            await ExpectValueAsync(client, confirmed);
            await tool.ReadErrorsUntilAsync("The log cannot be written. Changes are refused until it can.");
        }

        await using ToolProcess second = ToolProcess.Start(arguments);
        await using RawClient reader = await RawClient.ConnectAsync(await second.ReadUrlAsync());
        await ExpectValueAsync(reader, confirmed);
    }

    [Fact]
    public async Task Run_TwiceOnOneDirectory_TheSecondSaysWhyInOneLine()
    {
        await using ToolProcess first = ToolProcess.Start("--port", "0", "--data", _directory.FullName);
        await first.ReadUrlAsync();
        await using ToolProcess second = ToolProcess.Start("--port", "0", "--data", _directory.FullName);

        (int exitCode, string output, string errors) = await second.EndAsync();

        exitCode.Should().Be(1);
        output.Should().BeEmpty();
        errors.Trim().Should().NotContain("\n").And.Contain($"The data directory {_directory.FullName} is in use by another server");
    }

    [Fact]
    public async Task Run_WithATornTail_SaysSoWithoutBeingAskedTo()
    {
        await using (ToolProcess first = ToolProcess.Start("--port", "0", "--data", _directory.FullName))
        {
            await using RawClient client = await RawClient.ConnectAsync(await first.ReadUrlAsync());
            await client.RequestAsync("00 70 01 01 'a' 0e 00", "06 01 00");
        }

        FileInfo log = _directory.GetFiles("log-*").Single();
        using (FileStream stream = log.OpenWrite())
        {
            stream.SetLength(log.Length - 1);
        }

        await using ToolProcess second = ToolProcess.Start("--port", "0", "--data", _directory.FullName);
        await second.ReadUrlAsync();
        string errors = await second.ReadErrorsUntilAsync("were cut off");
        errors.Should().Contain("had no whole record from byte");
    }

    [Fact]
    public async Task Run_DamagedLog_SaysWhereAndWhatToDo()
    {
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "log-0000000001"), "no log");
        await using ToolProcess tool = ToolProcess.Start("--port", "0", "--data", _directory.FullName);

        (int exitCode, _, string errors) = await tool.EndAsync();

        exitCode.Should().Be(1);
        errors.Trim().Should().NotContain("\n").And.Contain("log-0000000001").And.Contain("Restore the directory from a copy");
    }

    private static async Task ExpectValueAsync(RawClient client, int number)
    {
        await client.SendAsync("00 75 03 02 '>a' 00 00 80807f 01 00 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 00");
        (await client.ReceiveAsync()).Hex.Should().Contain($"8827{number:x4}0000");
    }
}

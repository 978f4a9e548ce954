using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>A server in a directory on the real disk, restarted.</summary>
public sealed class RestartTests : LoggedTest
{
    private const string Series = "10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary'";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("messaging-data-");

    public override ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "TOPIC-84")]
    public async Task Restart_TopicsAndTheirValues_AreThereAsTheirPropertiesSay(bool flushes)
    {
        await using (LocalDiffusionServer server = await StartAsync(flushes))
        {
            await using RawClient client = await RawClient.ConnectAsync(server.Url);
            await client.RequestAsync("00 7a 01 01 'a' 0e 01 01 'k' 01 'v' 01 'x' 00", "06 01 00");
            await client.RequestAsync("00 7a 02 01 'b' 0e 01 0a 'PERSISTENT' 05 'false' 01 'x' 00", "06 02 00");
            await client.RequestAsync("00 7a 03 01 'c' 0e 01 11 'DONT_RETAIN_VALUE' 04 'true' 01 'x' 00", "06 03 00");
            await client.RequestAsync("00 7a 04 01 'd' 0e 01 0a 'PERSISTENT' 04 'true' 00 00", "06 04 00");
            await client.RequestAsync("00 70 05 01 'e' 0e 00", "06 05 00");
            await client.RequestAsync("00 53 06 02 '>e'", "06 06 01");
        }

        await using LocalDiffusionServer second = await StartAsync(flushes);
        await using RawClient reader = await RawClient.ConnectAsync(second.Url);
        second.Statistics.Topics.Should().Be(3);

        // Fetch with values and properties: a with its value, c without one, d with an empty one.
        await reader.RequestAsync(
            "00 75 01 05 '?.*//' 00 00 80807f 01 01 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 00",
            "06 01 04 00 01 01 'k' 01 'v' 01 11 'DONT_RETAIN_VALUE' 04 'true' 01 0a 'PERSISTENT' 04 'true'"
            + " 03 01 'a' 0e 01 01 'x' 01 00 01 'c' 0e 00 02 00 01 'd' 0e 01 00 03 00 00");
    }

    [Fact]
    [Trait("Rule", "TOPIC-84")]
    public async Task Restart_TimeSeries_GoesOnWithItsNumbersAndEdits()
    {
        await using (LocalDiffusionServer server = await StartAsync())
        {
            await using RawClient admin = await RawClient.ConnectAsync(server.Url, RawClient.TargetFor("admin", "password"));
            await admin.RequestAsync($"00 70 01 01 's' {Series}", "06 01 00");
            await admin.RequestAsync("00 a601 02 01 's' 06 'binary' 01 'x' 05", "06 02 00 05 05 'admin'");
            await admin.RequestAsync("00 a601 03 01 's' 06 'binary' 01 'y' 06", "06 03 01 06 05 'admin'");
        }

        await using LocalDiffusionServer second = await StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(second.Url, RawClient.TargetFor("control", "password"));
        await client.RequestAsync("00 a601 02 01 's' 06 'binary' 01 'z' 07", "06 02 02 07 07 'control'");
        await client.RequestAsync(
            "00 54 03 01 's' 00 0000 0003 0000 0003 05",
            "06 03 06 'binary' 03 03 00 00 05 05 'admin' 01 'x' 00 01 06 05 'admin' 01 'y' 00 02 07 07 'control' 01 'z'");
    }

    [Fact]
    public async Task Restart_Stores_AreThoseOfTheDirectoryAndNotOfTheOptions()
    {
        await using (LocalDiffusionServer server = await StartAsync())
        {
            await using RawClient admin = await RawClient.ConnectAsync(server.Url, RawClient.TargetFor("admin", "password"));
            await admin.RequestAsync($"00 3a 01 {Notation.Text("add principal 'alice' 'alice pw' ['R']\nremove principal 'operator'")}", "06 01 00");
            await admin.RequestAsync($"00 3c 02 {Notation.Text("set 'R' default path permissions [ACQUIRE_LOCK]")}", "06 02 00");
        }

        await using LocalDiffusionServer second = await StartAsync(configure: options => options.Principals = [new LocalPrincipal("new", "password", ["CLIENT"])]);

        await using RawClient alice = await RawClient.ConnectAsync(second.Url, RawClient.TargetFor("alice", "alice pw"));
        await using RawClient wrong = await RawClient.ConnectAsync(second.Url, RawClient.TargetFor("alice", "another pw"));
        await using RawClient gone = await RawClient.ConnectAsync(second.Url, RawClient.TargetFor("operator", "password"));
        await using RawClient ignored = await RawClient.ConnectAsync(second.Url, RawClient.TargetFor("new", "password"));
        new[] { alice, wrong, gone, ignored }.Select(client => client.Handshake[2]).Should().Equal(100, 116, 116, 116);
        await alice.SendAsync("00 90 01 01 01 'a'");
        (await alice.ReceiveAsync()).Hex.Should().StartWith("0601");
        Log.Records.Should().ContainSingle(record => record.EventId.Name == "StoresFromLog");
        byte[] log = await File.ReadAllBytesAsync(_directory.GetFiles("log-*").Single().FullName);
        log.AsSpan().IndexOf("alice pw"u8).Should().Be(-1, "passwords are kept as hashes");
        log.AsSpan().IndexOf("password"u8).Should().Be(-1);
    }

    [Fact]
    public async Task Start_OnADirectoryInUse_IsRefused()
    {
        await using LocalDiffusionServer server = await StartAsync();

        Func<Task> second = () => StartAsync();

        (await second.Should().ThrowAsync<IOException>()).WithMessage($"The data directory {_directory.FullName} is in use by another server*");
        await server.DisposeAsync();
        await using LocalDiffusionServer third = await StartAsync();
    }

    [Fact]
    public async Task Start_WithWhatACompactionLeft_TakesTheLatestLogAndTidiesUp()
    {
        await using (await StartAsync())
        {
        }

        string log = Path.Combine(_directory.FullName, "log-0000000001");
        File.Copy(log, Path.Combine(_directory.FullName, "log-0000000002"));
        await File.WriteAllTextAsync(log, "older, and not looked at");
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "log-0000000003.new"), "unfinished");
        await File.WriteAllTextAsync(Path.Combine(_directory.FullName, "notes.txt"), "somebody else's");

        await using LocalDiffusionServer server = await StartAsync();

        _directory.GetFiles().Select(file => file.Name).Should().BeEquivalentTo("lock", "log-0000000002", "notes.txt");
    }

    [Fact]
    public async Task Start_OnAFileOrAnotherLog_IsRefusedAndChangesNothing()
    {
        string log = Path.Combine(_directory.FullName, "log-0000000001");
        await File.WriteAllTextAsync(log, "this is no log of a local server, whatever its name says");

        Func<Task> onLog = () => StartAsync();
        Func<Task> onFile = () => StartAsync(configure: options => options.DataDirectory = log);

        (await onLog.Should().ThrowAsync<InvalidDataException>()).WithMessage("The log log-0000000001 in the data directory*does not begin as a log*Nothing was changed.*");
        await onFile.Should().ThrowAsync<IOException>();
        (await File.ReadAllTextAsync(log)).Should().StartWith("this is no log");
    }

    [Fact]
    public async Task Directory_ThatIsNew_IsForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such modes.");
        string path = Path.Combine(_directory.FullName, "new");

        await using LocalDiffusionServer server = await StartAsync(configure: options => options.DataDirectory = path);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.GetUnixFileMode(Path.Combine(path, "log-0000000001")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Log_CompactedWhileManyWrite_LosesNothing()
    {
        const int Writers = 4;
        int[] sets = new int[Writers];
        await using (LocalDiffusionServer server = await StartAsync(configure: options => options.CompactionThreshold = 64 * 1024))
        {
            // Until it has been compacted, and then a little longer.
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                await using RawClient client = await RawClient.ConnectAsync(server.Url);
                await client.RequestAsync($"00 70 01 01 '{writer}' 0e 00", "06 01 00");
                for (int rest = 50; rest > 0; rest -= IsCompacted() ? 1 : 0)
                {
                    int number = ++sets[writer];
                    await client.RequestAsync($"00 76 02 01 '{writer}' 0e 9003 {number:x8} {new string('0', 2 * 396)} 00", "06 02");
                }
            })));
        }

        _directory.GetFiles("log-*").Should().ContainSingle().Which.Name.Should().NotBe("log-0000000001");
        await using LocalDiffusionServer second = await StartAsync();
        await using RawClient reader = await RawClient.ConnectAsync(second.Url);
        for (int writer = 0; writer < Writers; writer++)
        {
            await reader.SendAsync($"00 75 01 02 '>{writer}' 00 00 80807f 01 00 ffffffff07 ffffffff07 ffffffff07 ffffffff07 00 00");
            (await reader.ReceiveAsync()).Hex.Should().Contain($"9003{sets[writer]:x8}0000");
        }

        bool IsCompacted() => Log.Records.Any(record => record.EventId.Name == "LogCompacted");
    }

    private async Task<LocalDiffusionServer> StartAsync(bool flushes = false, Action<LocalServerOptions>? configure = null)
    {
        LocalServerOptions options = new()
        {
            Port = 0,
            LoggerFactory = Log,
            DataDirectory = _directory.FullName,
            FlushToDisk = flushes,
            PasswordIterations = 1000,
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,

            // Of a real clock, see ServerTest.
            HandshakeTimeout = WithinExtensions.Patience,
            SystemPingPeriod = TimeSpan.FromHours(1),
        };
        configure?.Invoke(options);
        return await LocalDiffusionServer.StartAsync(options).Within();
    }
}

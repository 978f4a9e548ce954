using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Events;

[Trait("Rule", "SEC-42")]
public sealed class SessionListenerTests : ServerTest
{
    private const string NamedClient = "01 16 '$Principal is \"client\"'";
    private const string PrincipalAndUser = "01 02 0a '$Principal' 02 '*U'";

    [Fact]
    public async Task Add_WithSessionsOpen_AnswersAndThenTellsOfThem()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await admin.RequestAsync($"00 69 01 {bob.SessionId} 01 01 04 'room' 01 'a' 00", "06 01 01 00 01 01 04 'room'");

        await admin.RequestAsync($"00 bd01 02 01 {NamedClient} {PrincipalAndUser} 01 00 05", "06 02 00");

        await admin.ExpectAsync($"00 52 01 05 01 {bob.SessionId} 00 02 0a '$Principal' 06 'client' 04 'room' 01 'a'");
    }

    [Fact]
    public async Task Session_OpensChangesAndCloses_IsToldInOrder()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await admin.RequestAsync($"00 bd01 01 01 {NamedClient} {PrincipalAndUser} 01 00 05", "06 01 00");

        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await admin.ExpectAsync($"00 52 01 05 01 {bob.SessionId} 00 01 0a '$Principal' 06 'client'");

        await admin.SendAsync($"00 69 02 {bob.SessionId} 01 01 04 'room' 01 'a' 00");
        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 01 00 01 04 'room' 01 01 'a'", "06 02 01 00 01 01 04 'room'");
        await admin.SendAsync($"00 69 03 {bob.SessionId} 01 01 04 'room' 01 'b' 00");
        await admin.ExpectAsync($"00 52 03 05 01 {bob.SessionId} 01 00 01 04 'room' 02 01 'a' 01 'b'", "06 03 01 01 04 'room' 01 'a' 01 00");
        await admin.SendAsync($"00 69 04 {bob.SessionId} 00 01 01 04 'room'");
        await admin.ExpectAsync($"00 52 04 05 01 {bob.SessionId} 01 00 01 04 'room' 03 01 'b'", "06 04 01 01 04 'room' 01 'b' 01 00");

        await bob.CloseAsync();
        await admin.ExpectAsync($"00 52 05 05 01 {bob.SessionId} 02 04 00");
    }

    [Fact]
    public async Task Change_OfWhatIsNotWanted_IsNotTold()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await admin.SendAsync($"00 bd01 01 01 {NamedClient} 01 01 04 'room' 01 00 05");
        await admin.SendAsync($"00 bd01 02 01 {NamedClient} 00 01 00 06");
        await admin.ExpectAsync("06 01 00", $"00 52 01 05 01 {bob.SessionId} 00 00", "06 02 00", $"00 52 02 06 01 {bob.SessionId} 00 00");

        await admin.RequestAsync($"00 69 03 {bob.SessionId} 01 01 04 'nick' 01 'B' 00", "06 03 01 00 01 01 04 'nick'");
    }

    [Fact]
    public async Task Listener_WithoutFilter_HearsOfItselfToo()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.RequestAsync("00 bd01 01 01 00 00 01 00 05", "06 01 00");

        await admin.ExpectAsync($"00 52 01 05 01 {admin.SessionId} 00 00");
    }

    [Fact]
    public async Task Session_ThatFitsTheFilterLater_IsToldThenAndUntilItCloses()
    {
        const string InLobby = "01 0f 'room is \"lobby\"'";
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await admin.RequestAsync($"00 bd01 01 01 {InLobby} 01 01 04 'room' 01 00 05", "06 01 00");

        await admin.SendAsync($"00 69 02 {bob.SessionId} 01 01 04 'room' 05 'lobby' 00");
        await admin.ExpectAsync($"00 52 01 05 01 {bob.SessionId} 00 01 04 'room' 05 'lobby'", "06 02 01 00 01 01 04 'room'");
        await admin.SendAsync($"00 69 03 {bob.SessionId} 01 01 04 'room' 05 'attic' 00");
        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 01 00 01 04 'room' 02 05 'lobby' 05 'attic'", "06 03 01 01 04 'room' 05 'lobby' 01 00");

        await bob.CloseAsync();
        await admin.ExpectAsync($"00 52 03 05 01 {bob.SessionId} 02 04 00");
    }

    [Fact]
    public async Task After_LaterThanNow_LeavesOutSessionsThatAreOpen()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        ulong future = (ulong)DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds();

        await admin.RequestAsync($"00 bd01 01 01 00 00 01 {Notation.VarInt(future)} 05", "06 01 00");
        await ConnectAsync();

        await admin.RequestAsync("00 38 02", "06 02");
    }

    [Fact]
    public async Task RolesOfSession_Change_AreTold()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync(RawClient.TargetFor("client", "password"));
        await admin.SendAsync($"00 bd01 01 01 {NamedClient} 01 01 06 '$Roles' 01 00 05");
        await admin.ExpectAsync("06 01 00", $"00 52 01 05 01 {bob.SessionId} 00 01 06 '$Roles' 08 '\"CLIENT\"'");

        await admin.SendAsync($"00 7b 02 {bob.SessionId} 00 01 01 'X'");

        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 01 00 01 06 '$Roles' 02 08 '\"CLIENT\"' 0c '\"CLIENT\",\"X\"'", "06 02");
    }

    [Fact]
    public async Task Close_ByController_HasItsOwnReason()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ListenToAsync(admin);

        await admin.SendAsync($"00 0e 02 {bob.SessionId}");

        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 02 0b 00", "06 02");
    }

    [Fact]
    public async Task Close_ByRevocation_HasItsOwnReason()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient bob = await ListenToAsync(admin);

        await admin.SendAsync($"00 cc01 02 {bob.SessionId}");

        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 02 0e 00", "06 02");
    }

    [Theory]
    [InlineData(new byte[] { 0xff }, "07")]
    [InlineData(new byte[] { }, "07")]
    public async Task Close_AfterMalformedMessage_HasItsOwnReason(byte[] message, string reason)
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ListenToAsync(admin);

        await bob.SendAsync(message);

        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 02 {reason} 00");
    }

    [Fact]
    public async Task Close_AfterLossOfTheSocket_HasItsOwnReason()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ListenToAsync(admin, RawClient.TransientTarget);

        await bob.DisposeAsync();

        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 02 00 00");
    }

    [Fact]
    [Trait("Rule", "SEC-40")]
    public async Task Remove_Listener_HearsNothingMore()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ListenToAsync(admin);

        await admin.RequestAsync("00 be01 02 05", "06 02");
        await bob.CloseAsync();

        await admin.RequestAsync("00 38 03", "06 03");
    }

    [Theory]
    [InlineData("00 bd01 01 01 01 10 '$Principal is \"\"' 00 01 00 05", "06 01 00")]
    [InlineData("00 51 01 00 01 04 'room' 05", "06 01")]
    public async Task Listener_WhoseSessionMayNotSeeSessionsAnyMore_Ends(string add, string answer)
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient listener = await ConnectAsync(RawClient.TargetFor("operator", "password"));
        await admin.RequestAsync($"00 7b 01 {listener.SessionId} 00 01 0e 'CLIENT_CONTROL'", "06 01");
        await listener.SendAsync(add);
        await listener.ExpectAsync(answer);
        RawClient bob = await ConnectAsync();
        for (string hex = string.Empty; !hex.Contains(Notation.Hex($"{bob.SessionId} 00 00"), StringComparison.Ordinal);)
        {
            hex = (await listener.ReceiveAsync()).Hex;
        }

        await admin.RequestAsync($"00 7b 02 {listener.SessionId} 02 08 'OPERATOR' 0e 'CLIENT_CONTROL' 00", "06 02");
        await bob.CloseAsync();
        await admin.RequestAsync($"00 7b 03 {listener.SessionId} 00 01 08 'OPERATOR'", "06 03");
        RawClient ann = await ConnectAsync();
        await ann.CloseAsync();

        await listener.RequestAsync("00 38 02", "06 02");
    }

    [Fact]
    public async Task Add_BadFilter_SaysWhere()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));

        await admin.SendAsync("00 bd01 01 01 01 04 'oops' 00 01 00 05");

        (await admin.ReceiveAsync()).Hex.Should().StartWith("060101").And.EndWith("0105");
    }

    [Fact]
    [Trait("Rule", "SEC-41")]
    public async Task LegacyListener_HearsTheSameAndLastProperties()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await admin.SendAsync("00 51 01 00 02 0a '$Principal' 02 '*U' 05");
        await admin.ExpectAsync("06 01", $"00 52 01 05 01 {admin.SessionId} 00 01 0a '$Principal' 05 'admin'");

        RawClient bob = await ConnectAsync();
        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 00 01 0a '$Principal' 00");
        await admin.SendAsync($"00 69 02 {bob.SessionId} 01 01 04 'room' 01 'a' 00");
        await admin.ExpectAsync($"00 52 03 05 01 {bob.SessionId} 01 00 01 04 'room' 01 01 'a'", "06 02 01 00 01 01 04 'room'");
        await bob.CloseAsync();
        await admin.ExpectAsync($"00 52 04 05 01 {bob.SessionId} 02 04 02 0a '$Principal' 00 04 'room' 01 'a'");

        await admin.RequestAsync("00 51 03 01 05", "06 03");
        await ConnectAsync();
        await admin.RequestAsync("00 38 04", "06 04");
    }

    [Fact]
    public async Task Add_WhileSessionsComeAndGo_TellsOfEachOnceAndInOrder()
    {
        const int Rounds = 60;
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        Task traffic = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                await using RawClient client = await RawClient.ConnectAsync(Server.Url);
                await client.CloseAsync();
            }
        }));

        const int Listeners = 20;
        for (int stream = 1; stream <= Listeners; stream++)
        {
            await admin.SendAsync($"00 bd01 {stream:x2} 01 01 10 '$Principal is \"\"' 00 01 00 {stream:x2}");
        }

        await traffic;
        await admin.SendAsync("00 38 7f");
        HashSet<string> open = [];
        int seen = 0;
        for (string hex = string.Empty; hex != "067f"; hex = (await admin.ReceiveAsync()).Hex)
        {
            foreach ((string key, bool isOpen) in ReadEvents(hex))
            {
                (isOpen ? open.Add(key) : open.Remove(key)).Should().BeTrue("each session opens once and then closes once");
                seen++;
            }
        }

        open.Should().BeEmpty("all sessions have closed");
        seen.Should().BePositive();
    }

    protected override void Configure(LocalServerOptions options) => options.SecurityScript = string.Empty;

    // Listener and session, and whether the event is an open; all properties are empty.
    private static IEnumerable<(string Key, bool IsOpen)> ReadEvents(string hex)
    {
        byte[] frame = Convert.FromHexString(hex);
        if (frame.Length < 2 || frame[1] != 0x52)
        {
            yield break;
        }

        int offset = 2;
        Skip(frame, ref offset);
        string stream = Skip(frame, ref offset);
        int count = Convert.FromHexString(Skip(frame, ref offset))[0];
        for (int i = 0; i < count; i++)
        {
            string session = Skip(frame, ref offset) + Skip(frame, ref offset);
            bool isOpen = frame[offset++] == 0;
            offset += isOpen ? 1 : 2;
            yield return ($"{stream} {session}", isOpen);
        }
    }

    private static string Skip(byte[] frame, ref int offset)
    {
        int start = offset;
        while (frame[offset++] >= 0x80)
        {
        }

        return Convert.ToHexStringLower(frame.AsSpan(start, offset - start));
    }

    private async Task<RawClient> ListenToAsync(RawClient listener, string target = RawClient.AnonymousTarget)
    {
        RawClient bob = await ConnectAsync(target);
        await listener.SendAsync("00 bd01 01 01 01 10 '$Principal is \"\"' 00 01 00 05");
        await listener.ExpectAsync("06 01 00", $"00 52 01 05 01 {bob.SessionId} 00 00");
        return bob;
    }
}

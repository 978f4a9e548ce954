using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Locks;

[Trait("Rule", "SEC-60")]
public sealed class SessionLockTests : ServerTest
{
    [Fact]
    public async Task Lock_Free_IsGrantedWithRisingSequence()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("control", "password"));

        await client.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");
        await client.RequestAsync("00 72 02 01 'M' 01 01", "06 02 01 'M' 01 01");
        await client.RequestAsync("00 74 03 01 'L' 00 00", "06 03 01");
        await client.RequestAsync("00 72 04 01 'L' 02 00", "06 04 01 'L' 02 00");
    }

    [Fact]
    public async Task Lock_OwnAgain_IsTheSame()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await client.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");

        await client.RequestAsync("00 72 02 01 'L' 01 00", "06 02 01 'L' 00 00");
    }

    [Theory]
    [InlineData("01 'L' 01 00")]
    [InlineData("01 'M' 00 00")]
    public async Task Unlock_WhatIsNotHeld_IsFalse(string unlock)
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient other = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await client.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");

        await client.RequestAsync($"00 74 02 {unlock}", "06 02 00");
        await other.RequestAsync("00 74 01 01 'L' 00 00", "06 01 00");
    }

    [Fact]
    public async Task Unlock_WithSessionsWaiting_GoesToTheOneThatWaitsLongestWithAllItsCalls()
    {
        RawClient[] clients = await ConnectAsync(3);
        await clients[0].RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");
        await WaitAsync(clients[1], "00 72 01 01 'L' 00 00");
        await WaitAsync(clients[2], "00 72 01 01 'L' 00 00");
        await WaitAsync(clients[1], "00 72 02 01 'L' 01 01");

        await clients[0].RequestAsync("00 74 02 01 'L' 00 00", "06 02 01");
        await clients[1].ExpectAsync("06 01 01 'L' 01 01", "06 02 01 'L' 01 01");

        await clients[1].RequestAsync("00 74 03 01 'L' 01 01", "06 03 01");
        await clients[2].ExpectAsync("06 01 01 'L' 02 00");
    }

    [Fact]
    public async Task SessionEnd_OfOwner_GoesToTheNextThatIsStillThere()
    {
        RawClient[] clients = await ConnectAsync(3);
        RawClient owner = await ConnectAsync(RawClient.TransientTargetFor("control", "password"));
        await owner.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");
        await WaitAsync(clients[1], "00 72 01 01 'L' 00 00");
        await WaitAsync(clients[2], "00 72 01 01 'L' 00 00");

        await clients[1].CloseAsync();
        await owner.DisposeAsync();

        await clients[2].ExpectAsync("06 01 01 'L' 01 00");
    }

    [Fact]
    [Trait("Rule", "SEC-62")]
    public async Task Cancel_WhileWaiting_EndsTheWaiting()
    {
        RawClient[] clients = await ConnectAsync(2);
        await clients[0].RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");
        await WaitAsync(clients[1], "00 72 01 01 'L' 07 00");

        await clients[1].SendAsync("00 73 02 01 'L' 07");
        await clients[1].ExpectErrorAsync(1, "66");
        await clients[1].ExpectAsync("06 02");

        await clients[0].RequestAsync("00 74 02 01 'L' 00 00", "06 02 01");
        await clients[0].RequestAsync("00 72 03 01 'L' 01 00", "06 03 01 'L' 01 00");
    }

    [Fact]
    [Trait("Rule", "SEC-62")]
    public async Task Cancel_Granted_ChangesNothing()
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await client.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");

        await client.RequestAsync("00 73 02 01 'L' 00", "06 02");

        await client.RequestAsync("00 74 03 01 'L' 00 00", "06 03 01");
    }

    [Fact]
    [Trait("Rule", "SEC-63")]
    public async Task Details_OfLocks_NameTheOwner()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        await admin.RequestAsync("00 c401 01 01 'L'", "06 01 00");
        await admin.RequestAsync("00 c501 02", "06 02 00");
        await admin.RequestAsync("00 72 03 01 'L' 00 00", "06 03 01 'L' 00 00");

        await admin.RequestAsync("00 c401 04 01 'L'", $"06 04 01 05 'local' {admin.SessionId} 00");
        await admin.RequestAsync("00 c501 05", $"06 05 01 01 'L' 05 'local' {admin.SessionId} 00");
    }

    [Fact]
    public async Task Locks_OfManySessions_AreNeverHeldTwice()
    {
        RawClient[] clients = await ConnectAsync(8);
        int holders = 0;
        long lastSequence = -1;

        await Task.WhenAll(clients.Select(async client =>
        {
            for (int i = 1; i <= 40; i++)
            {
                await client.SendAsync($"00 72 01 01 'L' {i:x2} 00");
                byte[] granted = (await client.ReceiveAsync()).Payload;
                Interlocked.Increment(ref holders).Should().Be(1);
                string sequence = Notation.Hex(granted.AsSpan(4, granted.Length - 5));
                long number = ReadVarInt(granted.AsSpan(4));
                number.Should().BeGreaterThan(Interlocked.Exchange(ref lastSequence, number));
                Interlocked.Decrement(ref holders);
                await client.RequestAsync($"00 74 02 01 'L' {sequence} 00", "06 02 01");
            }
        })).Within();
    }

    [Theory]
    [InlineData("00 72 01 01 'L' 00 00")]
    [InlineData("00 c401 01 01 'L'")]
    [InlineData("00 c501 01")]
    [Trait("Rule", "SEC-02")]
    public async Task Service_WithoutPermission_IsRefused(string request)
    {
        RawClient client = await ConnectAsync(RawClient.TargetFor("client", "password"));

        await client.SendAsync(request);

        (await client.ExpectErrorAsync(1, "67")).Should().StartWith("Access denied.");
    }

    protected override void Configure(LocalServerOptions options) => options.SecurityScript = string.Empty;

    private static long ReadVarInt(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        for (int i = 0; ; i++)
        {
            value |= (long)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] < 0x80)
            {
                return value;
            }
        }
    }

    // A waiting request has no answer yet; that of a later ping shows that it was handled.
    private static async Task WaitAsync(RawClient client, string request)
    {
        await client.SendAsync(request);
        await client.RequestAsync("00 38 7f", "06 7f");
    }

    private async Task<RawClient[]> ConnectAsync(int count)
    {
        RawClient[] clients = new RawClient[count];
        for (int i = 0; i < count; i++)
        {
            clients[i] = await ConnectAsync(RawClient.TargetFor("control", "password"));
        }

        return clients;
    }
}

using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>Connections that end at any byte, on real sockets, by a server that is nothing but literal bytes.</summary>
[Trait("Rule", "SESS-10, SESS-11, SESS-18")]
public sealed class CutTests : LoggedTest
{
    [Fact]
    public async Task Receiving_CutAtEveryByte_GivesEachValueOnce()
    {
        byte[][] values = [.. "abc".Select(letter => TopicFrames.Value(7, TopicFrames.TextValue(new string(letter, 3))))];
        byte[] wire = [.. values.SelectMany(RawPeer.Frame)];
        for (int cut = 0; cut <= wire.Length; cut++)
        {
            using RawServer server = new();
            Task<ISession> opening = OpenAsync(server);
            RawPeer first = await server.AcceptAsync();
            await first.SendAsync(RecoverableSession.Accepted);
            await using ClientSession session = (ClientSession)await opening.Within();
            RecordingStream<string> stream = new();
            session.Topics.AddStream("?.*//", stream);
            await first.SendAsync(TopicFrames.Subscribed(7, "t", TopicFrames.Text));
            (await first.ReceiveAsync()).Should().Equal(0x06, 0x01);

            await first.SendRawAsync(wire[..cut]);
            first.Dispose();

            RawPeer second = await server.AcceptAsync();
            (int cs, int ss) = RecoverableSession.Position(second.RequestTarget);
            (cs, ss).Should().Be((1, 1 + (cut / RawPeer.Frame(values[0]).Length)), "cut at byte {0}", cut);
            await second.SendAsync(RecoverableSession.Reconnected(2));
            foreach (byte[] value in values.Skip(ss - 1))
            {
                await second.SendAsync(value);
            }

            (await stream.NextAsync(4)).Should().Equal(
                "subscribe t", "value t null -> 'aaa'", "value t 'aaa' -> 'bbb'", "value t 'bbb' -> 'ccc'");
            await CloseAsync(session, second);
            (await stream.NextAsync()).ToString().Should().StartWith("error 101", "no value came twice");
        }
    }

    [Fact]
    public async Task Sending_CutAtEveryByte_RepeatsWhatTheServerHasNot()
    {
        int length = 3 * RawPeer.WireLength(SetRequest(1));
        for (int cut = 0; cut <= length; cut++)
        {
            using RawServer server = new();
            Task<ISession> opening = OpenAsync(server);
            RawPeer first = await server.AcceptAsync();
            await first.SendAsync(RecoverableSession.Accepted);
            await using ClientSession session = (ClientSession)await opening.Within();
            Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => session.TopicUpdate.SetAsync("t", "v"))];

            await first.ReceiveRawAsync(cut);
            first.Dispose();

            RawPeer second = await server.AcceptAsync();
            int received = cut / RawPeer.WireLength(SetRequest(1));
            RecoverableSession.Position(second.RequestTarget).Should().Be((1, 0), "cut at byte {0}", cut);
            await second.SendAsync(RecoverableSession.Reconnected(received + 1));
            for (byte conversation = (byte)(received + 1); conversation <= 3; conversation++)
            {
                (await second.ReceiveAsync()).Should().Equal(SetRequest(conversation), "cut at byte {0}", cut);
            }

            for (byte conversation = 1; conversation <= 3; conversation++)
            {
                await second.SendAsync([0x06, conversation]);
            }

            await Task.WhenAll(calls).Within();
            await CloseAsync(session, second);
        }
    }

    [Fact]
    public async Task Handshake_CutAtEveryByteOfTheAnswer_IsTriedAgain()
    {
        byte[] answer = RawPeer.Frame(Convert.FromHexString(RecoverableSession.Reconnected(1)));
        using RawServer server = new();
        Task<ISession> opening = OpenAsync(server);
        RawPeer peer = await server.AcceptAsync();
        await peer.SendAsync(RecoverableSession.Accepted);
        await using ClientSession session = (ClientSession)await opening.Within();
        peer.Dispose();

        for (int cut = 0; cut <= answer.Length; cut++)
        {
            peer = await server.AcceptAsync();
            RecoverableSession.Position(peer.RequestTarget).Should().Be((1, 0));
            await peer.SendRawAsync(answer[..cut]);
            peer.Dispose();
        }

        peer = await server.AcceptAsync();
        await peer.SendRawAsync([.. answer, .. RawPeer.Frame([0x00, 0x38, 0x01])]);
        (await peer.ReceiveAsync()).Should().Equal(0x06, 0x01);
        await CloseAsync(session, peer);
    }

    private static Task<ISession> OpenAsync(RawServer server) => Diffusion.Sessions.ConnectionTimeout(60_000)
        .ReconnectionStrategy(TestStrategy.Immediate()).OpenAsync(server.Url);

    /// <summary>Setting the STRING topic t to v (TOPIC-30), by this conversation.</summary>
    private static byte[] SetRequest(byte conversation) =>
        [0x00, 0x76, conversation, 0x01, (byte)'t', 0x11, 0x02, 0x61, (byte)'v', 0x00];

    private static async Task CloseAsync(ClientSession session, RawPeer peer)
    {
        // Its answer shows that the session is connected.
        await peer.SendAsync("00387f");
        (await peer.ReceiveAsync()).Should().Equal(0x06, 0x7f);
        session.Close();
        (await peer.ReceiveAsync()).Should().Equal(0x1d);
        await peer.SendAsync("1c");
        await session.Completion.Within();
        peer.Dispose();
    }
}

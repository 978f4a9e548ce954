using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Streams;

/// <summary>Callbacks come one at a time, in order, and what they throw costs their stream alone.</summary>
public sealed class CallbackTests : LoggedTest
{
    [ThreadStatic]
    private static bool s_adding;

    private readonly System.Threading.Channels.Channel<string> _errors = System.Threading.Channels.Channel.CreateUnbounded<string>();

    [Fact]
    public async Task AddStream_OverASubscription_DoesNotCallOnTheCallersThread()
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        bool calledInside = false;
        RecordingStream<string> stream = new() { Before = _ => calledInside |= s_adding };

        s_adding = true;
        scripted.Session.Topics.AddStream("a", stream);
        s_adding = false;

        (await stream.NextAsync(2)).Should().Equal("subscribe a", "value a null -> '0'");
        calledInside.Should().BeFalse();
    }

    [Fact]
    public async Task Callbacks_OfManyThreads_NeverOverlapAndStayInOrder()
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        int inside = 0;
        bool overlapped = false;
        void Enter(StreamEvent call)
        {
            overlapped |= Interlocked.Increment(ref inside) != 1;
            Interlocked.Decrement(ref inside);
        }

        RecordingStream<string>[] streams = [.. Enumerable.Range(0, 200).Select(_ => new RecordingStream<string> { Before = Enter })];
        Task adding = Parallel.ForEachAsync(streams, (stream, _) =>
        {
            scripted.Session.Topics.AddStream("a", stream);
            return ValueTask.CompletedTask;
        });
        for (int i = 1; i <= 500; i++)
        {
            scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue($"{i}")));
        }

        await adding.Within();
        foreach (RecordingStream<string> stream in streams)
        {
            (await stream.NextAsync()).ToString().Should().Be("subscribe a");
            int last = int.Parse((string)(await stream.NextAsync()).NewValue!, null);
            while (last < 500)
            {
                StreamEvent next = await stream.NextAsync();
                next.ToString().Should().Be($"value a '{last}' -> '{last + 1}'");
                last++;
            }
        }

        overlapped.Should().BeFalse();
    }

    [Fact]
    public async Task AddStream_InACallback_RunsBehindIt()
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        RecordingStream<string> inner = new();
        string? innerCallDuringOuter = null;
        RecordingStream<string> outer = new()
        {
            Before = call =>
            {
                if (call.Kind == "subscribe")
                {
                    scripted.Session.Topics.AddStream("a", inner);
                    innerCallDuringOuter = inner.TryNext();
                }
            },
        };

        scripted.Session.Topics.AddStream("a", outer);

        (await inner.NextAsync(2)).Should().Equal("subscribe a", "value a null -> '0'");
        innerCallDuringOuter.Should().BeNull();
    }

    [Theory]
    [InlineData("subscribe")]
    [InlineData("value")]
    public async Task Stream_Throwing_IsRemovedAndToldSo(string kind)
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        RecordingStream<string> bad = new() { Before = call => ThrowAt(call, kind) };
        RecordingStream<string> good = new();
        scripted.Session.Topics.AddStream("a", bad);
        scripted.Session.Topics.AddStream("a", good);
        await good.NextAsync(2);

        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("1")));

        (await good.NextAsync()).ToString().Should().Be("value a '0' -> '1'");
        string? call = bad.TryNext();
        if (kind == "value")
        {
            call.Should().Be("subscribe a");
            call = bad.TryNext();
        }

        call.Should().StartWith("error 105");
        bad.TryNext().Should().BeNull();
        (await _errors.Reader.ReadAsync().Within()).Should().Contain("threw an exception and is removed").And.Contain("thrown by the test");
        scripted.Session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
    }

    [Fact]
    public async Task Stream_ThrowingOverManyTopics_IsToldOnce()
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        scripted.Connection.Give(TopicFrames.Subscribed(2, "b", TopicFrames.Text));
        RecordingStream<string> bad = new() { Before = call => ThrowAt(call, "subscribe") };
        RecordingStream<string> good = new();

        scripted.Session.Topics.AddStream("*.*", bad);
        scripted.Session.Topics.AddStream("b", good);
        (await good.NextAsync()).ToString().Should().Be("subscribe b");
        scripted.Session.Topics.RemoveStream(bad);
        scripted.Session.Topics.RemoveStream(good);

        (await good.NextAsync()).ToString().Should().Be("close");
        bad.TryNext().Should().StartWith("error 105");
        bad.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Stream_ThrowingInOnErrorAndOnClose_IsReportedAndHarmless()
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        RecordingStream<string> bad = new() { Before = _ => throw new InvalidOperationException("thrown by the test") };
        RecordingStream<string> closing = new() { Before = call => ThrowAt(call, "close") };
        RecordingStream<string> good = new();

        scripted.Session.Topics.AddStream("a", bad);
        scripted.Session.Topics.AddStream("z", closing);
        scripted.Session.Topics.RemoveStream(closing);
        scripted.Session.Topics.AddStream("a", good);

        (await good.NextAsync(2)).Should().Equal("subscribe a", "value a null -> '0'");
        (await _errors.Reader.ReadAsync().Within()).Should().Contain("is removed");
        (await _errors.Reader.ReadAsync().Within()).Should().Contain("OnError");
        (await _errors.Reader.ReadAsync().Within()).Should().Contain("OnClose");
    }

    [Fact]
    public async Task SessionClose_EndsEveryStreamOnce()
    {
        ScriptedSession scripted = await SubscribedAsync();
        RecordingStream<string> stream = new();
        RecordingStream<string> fallback = new();
        scripted.Session.Topics.AddStream("x", stream);
        scripted.Session.Topics.AddStream("?y", stream);
        scripted.Session.Topics.AddFallbackStream(fallback);

        await scripted.DisposeAsync();

        (await stream.NextAsync()).Reason.Should().Be(ErrorReason.SESSION_CLOSED);
        (await fallback.NextAsync(3))[2].Should().StartWith("error 101");
        stream.TryNext().Should().BeNull();
        FluentActions.Invoking(() => scripted.Session.Topics.AddStream("x", stream)).Should().Throw<SessionClosedException>();
    }

    [Fact]
    [Trait("Rule", "SESS-30")]
    public async Task ServerPing_WhileACallbackOfAnAddedStreamBlocks_IsAnswered()
    {
        await using ScriptedSession scripted = await SubscribedAsync();
        await scripted.Connection.TakeAsync();
        using ManualResetEventSlim gate = new();
        TaskCompletionSource blocking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RecordingStream<string> stream = new()
        {
            Before = _ =>
            {
                blocking.TrySetResult();
                gate.Wait(WithinExtensions.Patience);
            },
        };
        scripted.Session.Topics.AddStream("a", stream);
        await blocking.Task.Within();

        scripted.Connection.Give("003705");

        (await scripted.Connection.TakeAsync()).Should().Equal(0x06, 0x05);
        gate.Set();
    }

    private static void ThrowAt(StreamEvent call, string kind)
    {
        if (call.Kind == kind)
        {
            throw new InvalidOperationException("thrown by the test");
        }
    }

    /// <summary>A session that is subscribed to the topic <c>a</c> with the value <c>0</c>.</summary>
    private async Task<ScriptedSession> SubscribedAsync()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync(
            factory => factory.SessionErrorHandler((_, e) => _errors.Writer.TryWrite(e.Error.Message)));
        RecordingStream<string> first = new();
        scripted.Session.Topics.AddStream("a", first);
        scripted.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        scripted.Connection.Give(TopicFrames.Value(1, TopicFrames.TextValue("0")));
        await first.NextAsync(2);
        scripted.Session.Topics.RemoveStream(first);
        return scripted;
    }
}

using Messaging.LocalServer.Sessions.Recovery;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

[Collection(nameof(MeasuredMemory))]
public sealed class RecoveryBufferTests
{
    private const int MaximumFrames = 20;
    private const int MaximumBytes = 400;

    [Fact]
    [Trait("Rule", "SESS-14")]
    public void Random_Sequences_AgreeWithAList()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            RecoveryBuffer buffer = new(MaximumFrames, MaximumBytes);
            Model model = new();
            for (int step = 0; step < 300; step++)
            {
                switch (random.Next(20))
                {
                    case 0:
                        buffer.OnDisconnected();
                        model.LastWithConnection ??= model.Sent;
                        break;
                    case 1:
                        buffer.OnConnected();
                        model.LastWithConnection = null;
                        break;
                    case 2 when random.Next(4) == 0:
                        buffer.Restart();
                        model = new Model { LastWithConnection = model.LastWithConnection is null ? null : 0 };
                        buffer.OnConnected();
                        model.LastWithConnection = null;
                        break;
                    case 3 or 4:
                        long confirmed = model.Sent - random.Next(MaximumFrames + 5);
                        buffer.Confirm(confirmed);
                        model.Confirm(confirmed);
                        break;
                    default:
                        byte[] frame = new byte[random.Next(60) == 0 ? MaximumBytes + 1 : random.Next(1, 60)];
                        buffer.Add(frame);
                        model.Add(frame);
                        break;
                }

                model.ShouldBe(buffer, seed, step);
            }
        }
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public void Frames_AreReferencesAndNotCopies()
    {
        byte[] shared = new byte[100];
        RecoveryBuffer buffer = new(MaximumFrames, MaximumBytes);

        buffer.Add(shared);

        buffer[0].Should().BeSameAs(shared);
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public void ManySessions_ThatWereConfirmedEverything_HoldNextToNothing()
    {
        const int Sessions = 5000;
        const int Most = 1500;
        byte[] shared = new byte[100];
        RecoveryBuffer[] buffers = new RecoveryBuffer[Sessions];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Sessions; i++)
        {
            buffers[i] = new RecoveryBuffer(4096, 1024 * 1024);
            for (int frame = 0; frame < 1000; frame++)
            {
                buffers[i].Add(shared);
            }

            buffers[i].Confirm(1000);
        }

        long held = GC.GetTotalMemory(forceFullCollection: true) - before;

        (held / Sessions).Should().BeLessThan(Most);
        GC.KeepAlive(buffers);
    }

    /// <summary>What a recovery buffer is to do, written down as plainly as possible.</summary>
    private sealed class Model
    {
        private readonly List<(long Number, byte[] Frame)> _frames = [];
        private bool _hasHole;

        public long Sent { get; private set; }

        public long? LastWithConnection { get; set; }

        public void Add(byte[] frame)
        {
            _frames.Add((++Sent, frame));
            while (!_hasHole && (_frames.Count > MaximumFrames || _frames.Sum(kept => kept.Frame.Length) > MaximumBytes))
            {
                _hasHole = _frames[0].Number > LastWithConnection;
                _frames.RemoveAt(0);
            }

            if (_hasHole)
            {
                _frames.Clear();
            }
        }

        public void Confirm(long received) => _frames.RemoveAll(frame => frame.Number <= received);

        public void ShouldBe(RecoveryBuffer buffer, int seed, int step)
        {
            string because = $"that is so at step {step} with seed {seed}";
            buffer.Sent.Should().Be(Sent, because);
            buffer.Count.Should().Be(_frames.Count, because);
            for (int i = 0; i < _frames.Count; i++)
            {
                buffer[i].Should().BeSameAs(_frames[i].Frame, because);
            }

            for (long received = Sent - _frames.Count - 2; received <= Sent + 1; received++)
            {
                buffer.Continues(received).Should().Be(!_hasHole && received >= Sent - _frames.Count && received <= Sent, because);
            }
        }
    }
}

using CsCheck;
using Messaging.Sessions;

namespace Messaging.Tests.Sessions;

public sealed class ReconnectBackoffTests
{
    [Fact]
    public void Next_GreatestRandom_DoublesUpToTheLongest()
    {
        var backoff = new ReconnectBackoff(() => 1);

        Enumerable.Range(0, 8).Select(_ => backoff.Next().TotalMilliseconds)
            .Should().Equal(250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000);
    }

    [Fact]
    public void Next_AnyRandom_IsBetweenZeroAndTheBound() =>
        Gen.Double[0, 1].Array[1, 200].Sample(randoms =>
        {
            int next = 0;
            var backoff = new ReconnectBackoff(() => randoms[next++]);
            return randoms.All(_ => backoff.Next() is var wait && wait >= TimeSpan.Zero && wait <= ReconnectBackoff.Longest);
        });
}

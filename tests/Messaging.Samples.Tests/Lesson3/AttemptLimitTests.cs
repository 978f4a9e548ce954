using System.Net;
using Lesson3.Security.Accounts;

namespace Messaging.Samples.Tests.Lesson3;

public sealed class AttemptLimitTests
{
    private static readonly IPAddress Ada = IPAddress.Parse("192.0.2.1");

    [Fact]
    public void Address_ThatHasHadItsPart_IsToldWhenToTryAgain()
    {
        using AttemptLimit limit = Create(perAddress: 2, overall: 100);

        Take(limit, Ada, 3).Should().Equal(true, true, false);
        limit.TryTake(Ada, out string? problem).Should().BeFalse();
        problem.Should().StartWith("Too many attempts. Try again in ").And.EndWith(" min.");
    }

    [Fact]
    public void Address_ThatHasHadItsPart_TakesNothingFromOthers()
    {
        using AttemptLimit limit = Create(perAddress: 2, overall: 4);

        Take(limit, Ada, 50).Count(taken => taken).Should().Be(2);
        Take(limit, IPAddress.Parse("192.0.2.2"), 2).Should().Equal(true, true);
    }

    [Fact]
    public void All_TogetherHaveALimitToo()
    {
        using AttemptLimit limit = Create(perAddress: 2, overall: 3);

        bool[] taken = [.. Enumerable.Range(1, 4).SelectMany(number => Take(limit, IPAddress.Parse($"192.0.2.{number}"), 1))];

        taken.Should().Equal(true, true, true, false);
    }

    [Fact]
    public void AddressesOfOneIpv6Network_CountAsOne()
    {
        using AttemptLimit limit = Create(perAddress: 1, overall: 100);

        Take(limit, IPAddress.Parse("2001:db8:1:2::1"), 1).Should().Equal(true);
        Take(limit, IPAddress.Parse("2001:db8:1:2:ffff::9"), 1).Should().Equal(false);
        Take(limit, IPAddress.Parse("2001:db8:1:3::1"), 1).Should().Equal(true);
    }

    [Fact]
    public void Ipv4Address_InTheFormOfIpv6_IsTheSame()
    {
        using AttemptLimit limit = Create(perAddress: 1, overall: 100);

        Take(limit, Ada, 1).Should().Equal(true);
        Take(limit, Ada.MapToIPv6(), 1).Should().Equal(false);
    }

    [Fact]
    public void UnknownAddresses_CountAsOne()
    {
        using AttemptLimit limit = Create(perAddress: 1, overall: 100);

        Take(limit, null, 2).Should().Equal(true, false);
    }

    private static AttemptLimit Create(int perAddress, int overall) => new("attempts", perAddress, overall, TimeSpan.FromHours(1));

    private static bool[] Take(AttemptLimit limit, IPAddress? address, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => limit.TryTake(address, out string? _))];
}

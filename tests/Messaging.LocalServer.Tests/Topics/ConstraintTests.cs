using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics;

public sealed class ConstraintTests : ServerTest
{
    private const string Json = "0f 14 a4 62 'id' 61 'x' 61 'n' 05 61 'b' f5 61 'l' 82 f6 63 '1.5'";

    /// <summary>Topic type and value (or nothing), constraint, whether it holds.</summary>
    public static TheoryData<string, string, bool> Cases => new()
    {
        { "11 02 61 'a'", "00", true },

        // no value, no topic
        { "11", "03", true },
        { "11 02 61 'a'", "03", false },
        { "11 02 61 'a'", "05", false },

        // and, or
        { "11", "01 00 03", true },
        { "11", "01 03 05", false },
        { "11", "07 05 03", true },
        { "11", "07 05 05", false },

        // is: the same bytes
        { "11 02 61 'a'", "02 01 04 02 61 'a'", true },
        { "11 02 61 'a'", "02 01 04 02 61 'b'", false },
        { "0e 03 'abc'", "02 01 04 03 'abc'", true },
        { "11", "02 01 04 02 61 'a'", false },

        // texts
        { "11 02 61 'a'", "02 02 01 02 61 'a'", true },
        { "11 02 61 'a'", "02 03 01 02 61 'a'", false },
        { "11 02 61 'a'", "02 04 01 02 61 'a'", false },
        { "12 01 05", "02 02 01 02 61 '5'", true },

        // numbers
        { "12 01 05", "02 02 02 01 05", true },
        { "12 01 05", "02 03 02 01 05", false },
        { "12 01 05", "02 04 02 01 04", true },
        { "12 01 05", "02 05 02 01 05", true },
        { "12 01 05", "02 06 02 01 05", false },
        { "12 01 05", "02 07 02 01 05", true },
        { "12 01 05", "02 02 03 09 fb 4014000000000000", true },
        { "13 09 fb 3ff8000000000000", "02 04 02 01 01", true },
        { "11 04 63 '1.0'", "02 02 02 01 01", true },
        { "11 02 61 'a'", "02 04 02 01 01", false },
        { "0f 01 05", "02 02 02 01 05", false },
        { "12 09 1b 7fffffffffffffff", "02 02 02 09 1b 7ffffffffffffffe", false },

        // JSON with and without
        { Json, "06 01 03 '/id' 01 04 02 61 'x' 00", true },
        { Json, "06 01 03 '/id' 01 04 02 61 'y' 00", false },
        { Json, "06 01 02 '/n' 02 02 01 05 00", true },
        { Json, "06 01 02 '/n' 02 01 02 61 '5' 00", true },
        { Json, "06 01 02 '/n' 06 02 01 05 00", false },
        { Json, "06 01 02 '/b' 02 07 01 f5 00", true },
        { Json, "06 01 02 '/b' 02 07 01 f4 00", false },
        { Json, "06 01 04 '/l/0' 02 00 01 f6 00", true },
        { Json, "06 01 04 '/l/1' 02 00 01 f6 00", false },
        { Json, "06 01 04 '/l/1' 02 03 09 fb 3ff8000000000000 00", true },
        { Json, "06 01 04 '/l/2' 02 00 01 f6 00", false },
        { Json, "06 01 00 01 04 14 a4 62 'id' 61 'x' 61 'n' 05 61 'b' f5 61 'l' 82 f6 63 '1.5' 00", true },
        { Json, "06 01 05 '/nope' 02 00 01 f6 00", false },
        { Json, "06 00 01 04 '/del'", true },
        { Json, "06 00 01 03 '/id'", false },
        { Json, "06 00 00", true },
        { "0f", "06 00 00", false },
        { "11 02 61 'a'", "06 00 00", false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Rule", "TOPIC-33")]
    [Trait("Rule", "TOPIC-34")]
    [Trait("Rule", "TOPIC-35")]
    [Trait("Rule", "TOPIC-42")]
    public async Task Set_WithConstraint_HappensIfItHolds(string topic, string constraint, bool holds)
    {
        string type = topic[..2];
        string value = topic.Length > 2 ? topic[3..] : "";
        RawClient client = await ConnectAsync();
        await client.RequestAsync($"00 70 01 01 'a' {type} 00", "06 01 00");
        if (value.Length > 0)
        {
            await client.RequestAsync($"00 76 02 01 'a' {type} {value} 00", "06 02");
        }

        string newValue = type switch { "0e" => "00", "0f" or "12" => "01 07", "11" => "01 60", _ => "09 fb 4000000000000000" };
        await client.SendAsync($"00 76 03 01 'a' {type} {newValue} {constraint}");

        if (holds)
        {
            await client.ExpectAsync("06 03");
        }
        else
        {
            await client.ExpectErrorAsync(3, "b4 46");
        }
    }

    [Theory]
    [InlineData("05", true)]
    [InlineData("00", true)]
    [InlineData("07 03 05", true)]
    [InlineData("03", false)]
    [InlineData("02 01 04 02 61 'a'", false)]
    [InlineData("06 00 00", false)]
    [Trait("Rule", "TOPIC-42")]
    public async Task AddAndSet_MissingTopic_IsAddedIfConstraintHolds(string constraint, bool holds)
    {
        RawClient client = await ConnectAsync();

        await client.SendAsync($"00 7a 01 01 'a' 11 00 02 61 'x' {constraint}");

        if (holds)
        {
            await client.ExpectAsync("06 01 00");
        }
        else
        {
            await client.ExpectErrorAsync(1, "b4 46");
        }

        Server.Statistics.Topics.Should().Be(holds ? 1 : 0);
    }

    [Fact]
    [Trait("Rule", "TOPIC-33")]
    public async Task Set_Locked_AnswersThatThereAreNoLocks()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 70 01 01 'a' 11 00", "06 01 00");

        await client.SendAsync("00 76 02 01 'a' 11 02 61 'x' 04 04 'lock' 07");

        (await client.ExpectErrorAsync(2, "68")).Should().Contain("lock");
    }

    [Fact]
    public async Task Set_UnsatisfiedConstraint_PublishesNothing()
    {
        RawClient client = await ConnectAsync();
        await client.RequestAsync("00 7a 01 01 'a' 11 00 02 61 'x' 00", "06 01 00");
        await client.SendAsync("00 03 02 02 '>a' 00");
        await client.ExpectAsync("00 57 01 01 01 'a' 11 00", "04 00000001 61 'x'", "06 02");

        await client.SendAsync("00 76 03 01 'a' 11 02 61 'y' 03");
        await client.ExpectErrorAsync(3, "b4 46");

        await client.RequestAsync("00 38 04", "06 04");
    }
}

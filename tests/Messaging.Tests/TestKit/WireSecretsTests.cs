using System.Text;

namespace Messaging.Tests.TestKit;

/// <summary>What tests write on the wire by hand is looked for in their logs as well.</summary>
public sealed class WireSecretsTests
{
    public static TheoryData<string, string[]> Messages => new()
    {
        { "bf647465787465'hello'646e616d6563'Ada'ff", ["hello"] },
        { "a1 64'text' 78 1e 'thirty characters are in a text'", [] },
        { "a1 64'text' 78 1f 'thirty characters are in a text'", ["thirty characters are in a text"] },
        { "a1 64'text' 79 0002 'hi' a1 64'text' 7a 00000003 'you'", ["hi", "you"] },
        { "a1 64'text' 18 2a", [] },
        { "a1 64'text' 79 00", [] },
        { "a1 64'text'", [] },
        { "00 cb01 1d 03'bob' 01 06'secret' 00", ["secret"] },
        { "00 cb01 1d 03'bob' 01 07'secret'", [] },
        { "00 cb01 1d 03'bob' 02 06'secret' 00", [] },
        { "00 cc01 1d 03'bob' 01 06'secret' 00", [] },
        { "00 3a 01 20 'add principal \"bob\" \"pw\" [\"X\"]'", ["pw"] },
        { "'set password \"bob\" \"it is \\\\ \\\"so\\\"\"\nverify password  \"bob\"\t\"two\nlines\"'", ["it is \\ \"so\"", "two\nlines"] },
        { "'remove principal \"bob\"'", [] },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void Conceal_Message_FindsItsTextsAndPasswords(string message, string[] expected)
    {
        WireSecrets.Conceal(Bytes(message));

        string[] all = ["hello", "hi", "you", "thirty characters are in a text", "secret", "pw", "it is \\ \"so\"", "two\nlines", "bob"];
        all.Where(text => TestSecrets.OfThisTest.FindIn([text]).Count > 0).Should().BeEquivalentTo(expected);
    }

    private static byte[] Bytes(string notation) =>
        [.. notation.Split('\'').SelectMany((part, i) => i % 2 == 0 ? Convert.FromHexString(part.Replace(" ", "", StringComparison.Ordinal)) : Encoding.UTF8.GetBytes(part))];
}

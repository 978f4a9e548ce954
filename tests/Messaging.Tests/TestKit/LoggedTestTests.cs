using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Messaging.Tests.TestKit;

/// <summary>The base class must fail what it promises to fail, or every other test is worth less.</summary>
public sealed partial class LoggedTestTests
{
    [Fact]
    public async Task LoggedTest_UnexpectedError_Fails()
    {
        var test = new Subject();
        LogBroken(test.Logger);

        await test.Invoking(t => t.DisposeAsync().AsTask()).Should().ThrowAsync<Exception>().WithMessage("*it broke*");
    }

    [Fact]
    public async Task LoggedTest_DeclaredError_Passes()
    {
        var test = new Subject();
        test.Expect("Broken");
        LogBroken(test.Logger);

        await test.Invoking(t => t.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    [Fact]
    public async Task WhenLogged_EventBeforeAndAfter_Completes()
    {
        var log = new TestLog();
        Task<LogRecord> awaited = log.WhenLoggedAsync("Broken");
        awaited.IsCompleted.Should().BeFalse();

        LogBroken(log.CreateLogger("category"));

        (await awaited.Within()).Message.Should().Be("it broke");
        (await log.WhenLoggedAsync("Broken").Within()).Category.Should().Be("category");
    }

    public static TheoryData<string, string> Telling => new()
    {
        { "{0}", "as it is" },
        { "The script was: x{0}x.", "within something" },
        { "wss://localhost/diffusion?x={1}", "as a part of a URL" },
        { "{2}", "as credentials in a URL" },
        { "{3}", "as bytes" },
        { "{4}", "a token" },
        { "ws://localhost/diffusion?username=a&password=b", "any password" },
        { "AQhwYXNzd29yZA==", "the password that everybody knows" },
        { "It is {{\"text\":\"hello\"}}.", "a message" },
        { "bf6474657874", "the bytes of a message" },
    };

    [Theory]
    [MemberData(nameof(Telling))]
    public async Task LoggedTest_SecretInTheLog_Fails(string message, string because)
    {
        string secret = TestSecrets.New("pass word");
        byte[] utf8 = Encoding.UTF8.GetBytes(secret);
        string token = RandomNumberGenerator.GetString("ABCabc123", 24);
        TestSecrets.RegisterToken(token);
        string text = string.Format(
            CultureInfo.InvariantCulture,
            message,
            secret,
            Uri.EscapeDataString(secret),
            Convert.ToBase64String([1, (byte)utf8.Length, .. utf8]),
            Convert.ToHexStringLower(utf8),
            token);

        Subject test = new();
        LogFailure(test.Logger, new InvalidOperationException(text));
        await test.Invoking(t => t.DisposeAsync().AsTask()).Should().ThrowAsync<Exception>(because).WithMessage("*Secrets in the log*");

        Subject traced = new();
        LogTrace(traced.Logger, text);
        await traced.Invoking(t => t.DisposeAsync().AsTask()).Should().NotThrowAsync("Trace may tell");
    }

    [Fact]
    public async Task LoggedTest_WordsThatAreNoSecrets_Passes()
    {
        TestSecrets.Register("password");
        TestSecrets.Register("lobby");
        Subject test = new();
        LogDebug(test.Logger, "In the lobby: unknown principal or wrong password.");

        await test.Invoking(t => t.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    /// <summary>What this test conceals is short, and common words: found as a word of what a line tells, not of what it always says.</summary>
    [Theory]
    [InlineData("hi", "Somebody said hi.", true)]
    [InlineData("hi", "(hi)", true)]
    [InlineData("hi", "This is nothing of the kind.", false)]
    [InlineData("pw", "wrong: 'pw'", true)]
    [InlineData("pw", "pw2", false)]
    [InlineData("two words", "two words", true)]
    [InlineData("two words", "two  words", false)]
    [InlineData("😀", "a 😀", true)]
    [InlineData("東京", "室 東京 に", true)]
    [InlineData("東京", @"in \u6771\u4EAC", true)]
    [InlineData("two\nlines", @"as JSON: two\nlines", true)]
    [InlineData("two\nlines", @"as we show it: two\u000alines", true)]
    [InlineData("\u202ehi", @"\u202ehi", true)]
    [InlineData("7", "attempt 7", false)]
    [InlineData("x", "x", false)]
    [InlineData("name", "of name", false)]
    [InlineData("It", "nothing", false)]
    [InlineData("password", "unknown principal or wrong password", false)]
    [InlineData("password", "password", true)]
    [InlineData("password", "of 'password'", true)]
    public async Task LoggedTest_TextOfThisTest_IsFoundAsAWordOfWhatIsTold(string concealed, string told, bool isFound)
    {
        TestSecrets.Conceal(concealed);
        TestSecrets.Disclose("name");
        Subject test = new();
        LogDebug(test.Logger, told);
        Subject thrown = new();
        LogFailure(thrown.Logger, new InvalidOperationException("outer", new ArgumentException(told)));
        Subject traced = new();
        LogTrace(traced.Logger, told);

        foreach (Subject subject in new[] { test, thrown })
        {
            Func<Task> end = () => subject.DisposeAsync().AsTask();
            _ = isFound
                ? (object)await end.Should().ThrowAsync<Exception>().WithMessage($"*Texts in the log that this test sent*")
                : await end.Should().NotThrowAsync();
        }

        await traced.Invoking(t => t.DisposeAsync().AsTask()).Should().NotThrowAsync("Trace may tell");
    }

    [LoggerMessage(2, LogLevel.Debug, "{Text}", EventName = "Debug")]
    private static partial void LogDebug(ILogger logger, string text);

    [LoggerMessage(3, LogLevel.Trace, "{Text}", EventName = "Trace")]
    private static partial void LogTrace(ILogger logger, string text);

    [LoggerMessage(4, LogLevel.Debug, "It failed.", EventName = "Failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    [LoggerMessage(1, LogLevel.Error, "it broke", EventName = "Broken")]
    private static partial void LogBroken(ILogger logger);

    private sealed class Subject : LoggedTest
    {
        public ILogger Logger => Log.CreateLogger("subject");

        public void Expect(string eventName) => ExpectError(eventName);
    }
}

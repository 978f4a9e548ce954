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

    [LoggerMessage(1, LogLevel.Error, "it broke", EventName = "Broken")]
    private static partial void LogBroken(ILogger logger);

    private sealed class Subject : LoggedTest
    {
        public ILogger Logger => Log.CreateLogger("subject");

        public void Expect(string eventName) => ExpectError(eventName);
    }
}

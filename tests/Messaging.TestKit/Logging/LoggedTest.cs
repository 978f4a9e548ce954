using Microsoft.Extensions.Logging;

namespace Messaging.TestKit;

/// <summary>
/// Base of tests that run anything which logs. What is logged goes to the test's output. When the test ends, an Error (or
/// worse) that the test did not declare by <see cref="ExpectError"/> fails it, and so does a task exception that nobody
/// observed, and a line below Trace that shows one of the <see cref="TestSecrets"/>, or a message text or password of this test.
/// </summary>
public abstract class LoggedTest : IAsyncLifetime
{
    private readonly HashSet<string> _expectedErrors = [];

    protected LoggedTest()
    {
        UnobservedTaskExceptions.Watch();
        ClientEvents.Watch();
        Log = new TestLog(TestContext.Current.TestOutputHelper);
    }

    /// <summary>The test's log, to be given to what is tested.</summary>
    protected TestLog Log { get; }

    /// <summary>Says that this test provokes an error, by the name of its log event.</summary>
    protected void ExpectError(string eventName) => _expectedErrors.Add(eventName);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        LogRecord[] unexpected =
        [
            .. Log.Records.Where(r => r.Level >= LogLevel.Error && !_expectedErrors.Contains(r.EventId.Name ?? "")),
        ];
        Assert.True(unexpected.Length == 0, $"Unexpected errors in the log:\n{string.Join('\n', (object[])unexpected)}");
        LogRecord[] records = [.. Log.Records, .. ClientEvents.OfThisTest];
        IReadOnlyList<LogRecord> telling = TestSecrets.FindIn([.. records, .. ClientEvents.TakeStrays()]);
        Assert.True(telling.Count == 0, $"Secrets in the log:\n{string.Join('\n', telling)}");
        string[] told = [.. records.Where(record => record.Level > LogLevel.Trace).SelectMany(record => record.Told)];
        IReadOnlyList<string> texts = TestSecrets.OfThisTest.FindIn(told);
        Assert.True(texts.Count == 0, $"Texts in the log that this test sent, or passwords: '{string.Join("', '", texts.Select(Shorten))}'");
        UnobservedTaskExceptions.ThrowIfAny();
        return ValueTask.CompletedTask;
    }

    private static string Shorten(string text) => text.Length > 100 ? $"{text[..100]}…" : text;
}

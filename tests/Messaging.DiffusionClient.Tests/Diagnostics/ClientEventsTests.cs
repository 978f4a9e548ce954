using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Tests.Live;

namespace Messaging.DiffusionClient.Tests.Diagnostics;

/// <summary>The client's event source is a log, too: each test looks there for what nobody may read.</summary>
[Collection(AloneCollection.Name)] // What is said for nobody is everybody's, and another test would find it.
public sealed class ClientEventsTests
{
    [Theory]
    [InlineData("hi", "It said: hi", true)]
    [InlineData("hi", "This is nothing of the kind", false)]
    [InlineData(null, "It is {\"text\":\"hi\"}", true)]
    public async Task Event_WithATextOfTheTest_FailsIt(string? concealed, string problem, bool isFound)
    {
        Subject test = new();
        TestSecrets.Conceal(concealed);

        ClientEventSource.Log.ValueUnreadable("Chat/lobby", problem);

        Func<Task> end = () => test.DisposeAsync().AsTask();
        _ = isFound ? (object)await end.Should().ThrowAsync<Exception>().WithMessage("*in the log*") : await end.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Event_ThatNobodyKnowsTheTestOf_IsSearchedForSecretsByTheNext()
    {
        string secret = TestSecrets.New("pass word");
        Subject test = new();
        Thread stranger = new(() => ClientEventSource.Log.CallbackFailed("a callback", $"failed for {secret}"));
        stranger.UnsafeStart();
        stranger.Join();

        Func<Task> end = () => test.DisposeAsync().AsTask();

        await end.Should().ThrowAsync<Exception>().WithMessage("*Secrets in the log*");
    }

    private sealed class Subject : LoggedTest;
}

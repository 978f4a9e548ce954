using System.Diagnostics;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Streams;
using Messaging.LocalServer;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>What is closed is gone: memory, handles, and everything at the server.</summary>
[Collection(AloneCollection.Name)]
public sealed class LeakTests : LocalServerTests
{
    private const int Cycles = 250;

    // Handles that the runtime opens or closes by itself while the test runs.
    private const int HandleTolerance = 20;

    [Fact]
    public async Task Cycles_OfOpenSubscribeAndClose_LeaveNothingBehind()
    {
        await CycleAsync(Cycles / 10, OpenAndCloseAsync);
        int handles = CountHandles();

        WeakReference[] sessions = await CycleAsync(Cycles, OpenAndCloseAsync);

        await ShouldBeGoneAsync(sessions, handles);
    }

    [Fact]
    public async Task Cycles_OfRefusedSessions_LeaveNothingBehind()
    {
        await CycleAsync(Cycles / 10, RefusedAsync);
        int handles = CountHandles();

        WeakReference[] failures = await CycleAsync(Cycles, RefusedAsync);

        await ShouldBeGoneAsync(failures, handles);
    }

    private static async Task<WeakReference[]> CycleAsync(int count, Func<Task<WeakReference>> cycle)
    {
        WeakReference[] left = new WeakReference[count];
        for (int i = 0; i < count; i++)
        {
            left[i] = await cycle();
        }

        return left;
    }

    private static int CountHandles()
    {
        Collect();
        using Process process = Process.GetCurrentProcess();
        return process.HandleCount;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    // The server, and timers of the last cycles, may take a moment longer than the client; what leaks stays.
    private async Task ShouldBeGoneAsync(WeakReference[] left, int handlesBefore)
    {
        await Eventually.BecomesAsync(() => Server.Statistics, held => held is { Sessions: 0, Subscriptions: 0, Selections: 0 });
        await Eventually.BecomesAsync(() => CountHandles() - handlesBefore, more => more < HandleTolerance);

        // Only the last one may still stand on a stack.
        await Eventually.BecomesAsync(() => CountAlive(left), alive => alive < 3);
    }

    private static int CountAlive(WeakReference[] left)
    {
        Collect();
        return left.Count(reference => reference.IsAlive);
    }

    private async Task<WeakReference> OpenAndCloseAsync()
    {
        ClientSession session = (ClientSession)await As("client", "password").OpenAsync(Url).Within();
        session.Topics.AddStream("?Chat//", new RecordingStream<string>());
        await session.Topics.SubscribeAsync("?Chat//").Within();
        session.Close();
        session.Close();
        await session.Completion.Within();
        await session.DisposeAsync();
        return new WeakReference(session);
    }

    private async Task<WeakReference> RefusedAsync()
    {
        try
        {
            await As("client", "wr0ng").OpenAsync(Url).Within();
        }
        catch (AuthenticationException e)
        {
            return new WeakReference(e);
        }

        throw new InvalidOperationException("A wrong password opened a session.");
    }

    // Hundreds of wrong passwords in a row are what the server slows down.
    protected override void Configure(LocalServerOptions options) => options.MaximumSignInDelay = TimeSpan.Zero;
}

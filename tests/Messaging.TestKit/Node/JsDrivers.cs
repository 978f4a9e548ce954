using System.Collections.Concurrent;
using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>
/// The Node processes that drive the SDK. One that a test is done with is kept for the next: to start Node costs more
/// than most tests. Those that are idle at the end go with this process, as their standard input closes.
/// </summary>
internal static class JsDrivers
{
    private const int MostIdle = 8;

    private static readonly ConcurrentQueue<NodeScript> Idle = new();

    /// <summary>A process without a session.</summary>
    public static async Task<NodeScript> RentAsync()
    {
        NodeSdk sdk = await NodeSdk.GetOrSkipAsync();
        while (Idle.TryDequeue(out NodeScript? driver))
        {
            if (!driver.Completion.IsCompleted)
            {
                return driver;
            }

            await driver.DisposeAsync();
        }

        return NodeScript.Start(sdk, "driver.mjs");
    }

    /// <summary>Closes the session of a process and keeps the process, unless it cannot be brought in order.</summary>
    public static async Task ReturnAsync(NodeScript driver)
    {
        if (await IsInOrderAsync(driver) && Idle.Count < MostIdle)
        {
            driver.OnEvent = null;
            Idle.Enqueue(driver);
        }
        else
        {
            await driver.DisposeAsync();
        }
    }

    private static async Task<bool> IsInOrderAsync(NodeScript driver)
    {
        if (driver.Completion.IsCompleted)
        {
            return false;
        }

        try
        {
            JsonElement closed = await driver.RunAsync("reset", []);
            return closed.GetBoolean();
        }
        catch (Exception e) when (e is JsException or InvalidOperationException or IOException or TimeoutException)
        {
            return false;
        }
    }
}

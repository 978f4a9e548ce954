using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Tool;

/// <summary>Runs a server until Ctrl-C.</summary>
internal static class ServerRun
{
    private const int Success = 0;
    private const int Failure = 1;

    /// <summary>Starts the server, prints its address and waits.</summary>
    /// <param name="options">How.</param>
    /// <param name="completeOptions">Sets those options that are read from files.</param>
    /// <param name="isVerbose">Whether to log.</param>
    /// <param name="cancellationToken">Ends the server.</param>
    /// <returns>The exit code: 0 after Ctrl-C, 1 if the server could not start.</returns>
    public static async Task<int> RunAsync(LocalServerOptions options, Action completeOptions, bool isVerbose, CancellationToken cancellationToken)
    {
        using ILoggerFactory loggers = LoggerFactory.Create(logging =>
        {
            logging.AddSimpleConsole(console => console.SingleLine = true);
            logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            if (isVerbose)
            {
                logging.SetMinimumLevel(LogLevel.Debug);
            }
            else
            {
                // What is wrong with the data directory, or with a client, is told in any case; Kestrel's own words are not.
                logging.SetMinimumLevel(LogLevel.None).AddFilter("Messaging.LocalServer", LogLevel.Warning);
            }
        });
        options.LoggerFactory = loggers;
        try
        {
            completeOptions();
            LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                await Console.Out.WriteLineAsync($"Local Diffusion server at {server.Url} (Ctrl-C ends it)").ConfigureAwait(false);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return Success;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"The server could not start: {e.Message}").ConfigureAwait(false);
            return Failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Success;
        }
    }
}

using System.Diagnostics;

namespace Messaging.Diagnostics;

/// <summary>Tells listeners of one client. Thread-safe.</summary>
/// <param name="url">The server.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientTelemetry(Uri url, TimeProvider time)
{
    private readonly object _port = url.Port; // Boxed once.

    public string Address { get; } = url.Host;

    public int Port => url.Port;

    public TimeProvider Time => time;

    /// <summary>The tags of everything that is about a topic.</summary>
    public TagList TagsOf(string path) => new()
    {
        { TelemetryNames.System, TelemetryNames.Diffusion },
        { TelemetryNames.ServerAddress, Address },
        { TelemetryNames.ServerPort, _port },
        { TelemetryNames.Destination, path },
    };

    /// <summary>The connection is back: with the same session, or another one in its place.</summary>
    public void NoteReconnect(bool isResumed)
    {
        if (Instruments.Reconnects.Enabled)
        {
            Instruments.Reconnects.Add(1, new TagList
            {
                { TelemetryNames.System, TelemetryNames.Diffusion },
                { TelemetryNames.ServerAddress, Address },
                { TelemetryNames.ServerPort, _port },
                { TelemetryNames.Session, isResumed ? TelemetryNames.Resumed : TelemetryNames.Replaced },
            });
        }
    }
}

using System.Globalization;

namespace Messaging.Benchmarks.Servers;

/// <summary>How servers that are not ours are started: on the loopback address, without limits that would slow them, with nothing on the disk.</summary>
internal static class ForeignArguments
{
    public static IReadOnlyList<string> OfNats(int port, string directory) => ["-a", "127.0.0.1", "-p", Text(port), "-js", "-sd", directory];

    public static IReadOnlyList<string> OfRedis(int port, string directory) =>
    [
        "--bind", "127.0.0.1", "--port", Text(port), "--save", "", "--appendonly", "no", "--dir", directory,

        // A hundred subscribers that are behind for a moment are the workload, and no reason to be cut off.
        "--client-output-buffer-limit", "pubsub", "0", "0", "0",
    ];

    /// <summary>Its limits are only in a file.</summary>
    public static IReadOnlyList<string> OfMosquitto(int port, string directory)
    {
        string file = Path.Combine(directory, "mosquitto.conf");
        File.WriteAllText(
            file,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                listener {port} 127.0.0.1
                allow_anonymous true
                set_tcp_nodelay true
                max_inflight_messages 0
                max_queued_messages 0
                persistence false

                """));
        return ["-c", file];
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

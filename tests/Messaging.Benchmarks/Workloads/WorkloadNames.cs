namespace Messaging.Benchmarks.Workloads;

/// <summary>What workloads are called on the command line and in tables.</summary>
internal static class WorkloadNames
{
    /// <summary>One session's round trips.</summary>
    public const string RoundTrip = "W1";

    /// <summary>One room, 100 subscribers, 128 messages under way.</summary>
    public const string FanOut = "W2";

    /// <summary>The same with one message under way.</summary>
    public const string FanOutOne = "W2-1";

    /// <summary>200 rooms of 5 members.</summary>
    public const string Rooms = "W3";

    /// <summary>Appends to a history, 256 under way.</summary>
    public const string Append = "W4";

    /// <summary>Joining a room and reading its latest 100 messages.</summary>
    public const string JoinHistory = "W5";

    /// <summary>Memory of idle sessions.</summary>
    public const string Idle = "W6";

    /// <summary>Bytes on the wire for each message.</summary>
    public const string Wire = "wire";
}

using System.Diagnostics;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Peers;

/// <summary>A library that is compared: its client, and the kind of server that it talks to.</summary>
/// <param name="name">What it is called on the command line and in tables.</param>
/// <param name="serverKind">The kind of server, by which <see cref="ServerCatalog"/> knows it.</param>
/// <param name="description">What it is, for the legend of the tables.</param>
internal abstract class Peer(string name, string serverKind, string description)
{
    public string Name { get; } = name;

    public string ServerKind { get; } = serverKind;

    public string Description { get; } = description;

    /// <summary>Whether it can do a workload at all.</summary>
    public virtual bool Supports(string workload) => true;

    /// <summary>Whether what is appended can be read again.</summary>
    public virtual bool KeepsHistory => true;

    /// <summary>Why it cannot be measured on this machine; null if it can.</summary>
    public virtual string? FindObstacle() => ServerCatalog.Get(ServerKind).FindObstacle();

    /// <summary>How to start a client process that runs a workload and prints its <see cref="RunResult"/> as a line of JSON: this program, as a rule.</summary>
    public virtual ProcessStartInfo DescribeClient(string workload, RunSettings settings) => ClientProcess.DescribeOwn(Name, workload, settings);

    /// <summary>A session that is not connected yet.</summary>
    public abstract PeerSession CreateSession(SessionContext context);
}

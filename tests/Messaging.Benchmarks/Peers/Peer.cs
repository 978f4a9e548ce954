namespace Messaging.Benchmarks.Peers;

/// <summary>A library that is compared: its client, and the kind of server that it talks to.</summary>
/// <param name="name">What it is called on the command line and in tables.</param>
/// <param name="serverKind">The kind of server, by which <see cref="Servers.ServerCatalog"/> knows it.</param>
/// <param name="description">What it is, for the legend of the tables.</param>
internal abstract class Peer(string name, string serverKind, string description)
{
    public string Name { get; } = name;

    public string ServerKind { get; } = serverKind;

    public string Description { get; } = description;

    /// <summary>Whether it can do a workload at all.</summary>
    public virtual bool Supports(string workload) => true;

    /// <summary>A session that is not connected yet.</summary>
    public abstract PeerSession CreateSession(SessionContext context);
}

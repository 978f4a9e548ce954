namespace Messaging.Benchmarks.Servers;

/// <summary>Where a running server is, as it says in the line that it prints when it is ready.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="ProcessId">Its process, whose CPU time is measured.</param>
/// <param name="Url">Where clients connect to.</param>
/// <param name="Control">Where a server of ours takes orders (see <see cref="ControlEndpoint"/>); null for a foreign one.</param>
internal sealed record ServerEndpoint(string Kind, int ProcessId, Uri Url, Uri? Control);

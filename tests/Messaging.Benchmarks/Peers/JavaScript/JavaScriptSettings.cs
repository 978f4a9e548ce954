namespace Messaging.Benchmarks.Peers.JavaScript;

/// <summary>What the script <c>client.mjs</c> is told.</summary>
internal sealed record JavaScriptSettings(
    string Peer, string Workload, Uri Url, string Principal, string Password, int ServerProcess, double WarmUp, double Window, double Scale, double Patience);

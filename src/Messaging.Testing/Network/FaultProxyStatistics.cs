namespace Messaging.Testing;

/// <summary>What a <see cref="FaultProxy"/> has done since it started.</summary>
/// <param name="Connections">Connections accepted.</param>
/// <param name="Open">Connections that have not ended on both sides.</param>
/// <param name="Unreachable">Connections that ended because the server took none.</param>
/// <param name="Cuts">Connections cut, each counted once.</param>
/// <param name="BytesToServer">Bytes passed on to the server.</param>
/// <param name="BytesToClients">Bytes passed on to clients.</param>
/// <param name="BytesSwallowed">Bytes read and not passed on, in either direction.</param>
public readonly record struct FaultProxyStatistics(
    long Connections,
    int Open,
    long Unreachable,
    long Cuts,
    long BytesToServer,
    long BytesToClients,
    long BytesSwallowed);

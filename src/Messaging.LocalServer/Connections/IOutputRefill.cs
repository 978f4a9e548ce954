namespace Messaging.LocalServer.Connections;

/// <summary>Has more for a connection to write, as soon as that has written what waited.</summary>
internal interface IOutputRefill
{
    /// <summary>Appends what there is room for. Called under the lock of the output, after each write.</summary>
    void RefillUnderGate(OutputBuffer output);
}

namespace Messaging.LocalServer.Tests.Persistence.Disk;

/// <summary>The process, or the machine, has ended: nothing that it does from now on has an effect.</summary>
internal sealed class DiskCrashException() : Exception("The simulated machine has ended.");

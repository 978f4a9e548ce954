namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>Tests that count what the process holds, and so must run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}

namespace Messaging.Chaos.Tests.Evidence;

/// <summary>What a writer was told of a message.</summary>
internal enum Outcome
{
    /// <summary>The server has it.</summary>
    Accepted,

    /// <summary>The server does not have it.</summary>
    NotThere,

    /// <summary>The server may have it.</summary>
    Unknown,
}

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>One client that changes something of its own, and knows what has to be there afterwards.</summary>
internal interface ILoad
{
    /// <summary>What it does, for the report.</summary>
    string Name { get; }

    /// <summary>How many changes were confirmed to it so far.</summary>
    int Confirmed { get; }

    /// <summary>Changes things until the server dies, which ends this by an <see cref="IOException"/>.</summary>
    Task WorkAsync(LoadClient client, Action onConfirmed);

    /// <summary>Compares what is there after a restart with what was confirmed and with what was asked for.</summary>
    Task VerifyAsync(LoadClient client, Uri server);
}

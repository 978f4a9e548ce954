using Messaging.LocalServer.Security;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Persistence;

/// <summary>What a server may keep: its topics and its two stores.</summary>
internal sealed record ServerState(TopicTree Topics, AccountStore Accounts, SecurityStore Roles)
{
    /// <summary>The state of a server that starts from its options.</summary>
    /// <exception cref="ArgumentException">A script has errors.</exception>
    public static ServerState Initial(LocalServerOptions options, ILogger log) =>
        new(NewTree(options, log), InitialStores.CreateAccounts(options), InitialStores.CreateRoles(options));

    /// <summary>The state that a log tells of, which takes down from now on what changes.</summary>
    public static ServerState Restored(Replay replay, Journal journal, LocalServerOptions options, ILogger log)
    {
        ServerState state = new(
            NewTree(options, log),
            new AccountStore(replay.Accounts, options.PasswordIterations) { Journal = journal.Change },
            new SecurityStore(replay.Roles) { Journal = journal.Change });
        state.Topics.Restore(replay.Topics, replay.LastTopicId, journal);
        return state;
    }

    public static TopicFactory FactoryFor(LocalServerOptions options) => new(options.TimeProvider, options.MaximumRetainedEvents);

    private static TopicTree NewTree(LocalServerOptions options, ILogger log) => new(FactoryFor(options), new TopicLimits(options), log);
}

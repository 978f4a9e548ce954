namespace Messaging;

/// <summary>A role: what accounts that have it may do. Immutable; <see cref="IAccounts.DefineRoleAsync"/> writes it to the server.</summary>
/// <remarks>
/// A session may do what any of its roles permits. At a path, what is said for the nearest path upwards counts, and only where
/// nothing is said up to the root the default. Nothing can be forbidden to somebody to whom another role permits it at the same
/// path.
/// </remarks>
/// <example>
/// <code>
/// await admin.Accounts.DefineRoleAsync(ChatRole.User("CHAT_USER"), cancellationToken);
/// </code>
/// </example>
public sealed record ChatRole
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyCollection<PathPermission>> NoPaths =
        new Dictionary<string, IReadOnlyCollection<PathPermission>>(StringComparer.Ordinal);

    /// <summary>The role's name, by which accounts have it. Not empty.</summary>
    public required string Name { get; init; }

    /// <summary>What it permits that has nothing to do with a path. Empty by default.</summary>
    public IReadOnlyCollection<GlobalPermission> GlobalPermissions { get; init; } = [];

    /// <summary>What it permits at paths for which nothing is said. Empty by default.</summary>
    public IReadOnlyCollection<PathPermission> DefaultPathPermissions { get; init; } = [];

    /// <summary>
    /// What it permits at a path and below, by the path. Empty by default. An empty list is a statement, too: nothing of what
    /// the role permits further up counts there.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<PathPermission>> PathPermissions { get; init; } = NoPaths;

    /// <summary>Roles whose permissions it has as well. Empty by default.</summary>
    public IReadOnlyCollection<string> Includes { get; init; } = [];

    /// <summary>
    /// A role for those who chat: join rooms that are there, read, post, edit and remove own messages. It creates no rooms.
    /// </summary>
    /// <param name="name">The role's name.</param>
    /// <param name="topicPrefix">Where the rooms are: <see cref="MessagingOptions.TopicPrefix"/>.</param>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    public static ChatRole User(string name, string topicPrefix = "Chat") =>
        At(name, topicPrefix, PathPermission.SelectTopic, PathPermission.ReadTopic, PathPermission.UpdateTopic, PathPermission.EditOwnTimeSeriesEvents);

    /// <summary>A role for those who moderate: what <see cref="User"/> permits, create rooms, edit and remove everybody's messages.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="topicPrefix">Where the rooms are: <see cref="MessagingOptions.TopicPrefix"/>.</param>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    public static ChatRole Moderator(string name, string topicPrefix = "Chat") =>
        At(
            name,
            topicPrefix,
            PathPermission.SelectTopic,
            PathPermission.ReadTopic,
            PathPermission.UpdateTopic,
            PathPermission.EditOwnTimeSeriesEvents,
            PathPermission.ModifyTopic,
            PathPermission.EditTimeSeriesEvents,
            PathPermission.QueryObsoleteTimeSeriesEvents);

    private static ChatRole At(string name, string topicPrefix, params PathPermission[] permissions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(topicPrefix);
        return new ChatRole
        {
            Name = name,
            PathPermissions = new Dictionary<string, IReadOnlyCollection<PathPermission>>(StringComparer.Ordinal)
            {
                [topicPrefix] = permissions,
            },
        };
    }
}

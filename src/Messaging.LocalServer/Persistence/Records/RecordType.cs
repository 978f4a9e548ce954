namespace Messaging.LocalServer.Persistence.Records;

/// <summary>The first byte of a record's body. A number is never used again for something else.</summary>
internal enum RecordType : byte
{
    /// <summary>A topic, with the content that it began with. See <see cref="TopicRecord"/>.</summary>
    Topic = 1,

    /// <summary>What a topic took on: a value, or the next event. See <see cref="ContentRecord"/>.</summary>
    Content = 2,

    /// <summary>Topics that are gone. See <see cref="RemovalRecord"/>.</summary>
    Removal = 3,

    /// <summary>What changed in the system authentication store. See <see cref="AccountsRecord"/>.</summary>
    Accounts = 4,

    /// <summary>What changed in the security store. See <see cref="RolesRecord"/>.</summary>
    Roles = 5,

    /// <summary>The end of what a log begins with: all that there was when it was begun. No more than the type.</summary>
    SnapshotEnd = 6,
}

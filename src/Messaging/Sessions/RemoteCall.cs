namespace Messaging.Sessions;

/// <summary>What is asked of a server, and what the principal needs for it: the words of an error. Immutable.</summary>
/// <param name="What">What is done, as in "while sending to the topic 'Chat/lobby'".</param>
/// <param name="Permission">The permission that decides, by the vendor's name.</param>
/// <param name="Path">Where it is needed; <see langword="null"/> when it is a global one.</param>
internal readonly record struct RemoteCall(string What, string? Permission = null, string? Path = null)
{
    /// <summary>What the principal lacks when the server says no, as a sentence.</summary>
    public string Need
    {
        get => field ?? (Permission, Path) switch
        {
            (null, _) => "",
            (_, null) => $"That takes the permission {Permission}. ",
            _ => $"That takes the permission {Permission} on the path '{Path}'. ",
        };
        init;
    }

    /// <summary>Something done to a topic.</summary>
    /// <param name="verb">The words before the path.</param>
    /// <param name="path">The topic.</param>
    /// <param name="permission">What it takes.</param>
    public static RemoteCall OnTopic(string verb, string path, string permission) => new($"{verb} the topic '{path}'", permission, path);
}

namespace Messaging.DiffusionClient.Requests;

/// <summary>Reads the paths that applications give for requests.</summary>
internal static class RequestPath
{
    /// <summary>Reads a path: the prefix of a path selector may stand before it, and means nothing.</summary>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    public static string Parse(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return path[0] == '>' ? path[1..] : path;
    }
}

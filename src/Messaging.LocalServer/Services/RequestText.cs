using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Texts in requests that have a grammar of their own.</summary>
internal static class RequestText
{
    /// <summary>Brings a path into its one form.</summary>
    /// <exception cref="ServiceException">It is none; the message says why.</exception>
    public static string NormalizePath(string path) =>
        TopicPath.TryNormalize(path, out string? normalized, out string? problem)
            ? normalized
            : throw new ServiceException(ServiceErrorCode.InvalidPath, problem);

    /// <summary>Refuses the names of scopes that the vendor keeps for itself.</summary>
    public static string CheckScope(string scope) =>
        scope.StartsWith('$')
            ? throw new ServiceException(ServiceErrorCode.InvalidData, $"The selection scope '{scope}' begins with the reserved character '$'.")
            : scope;
}

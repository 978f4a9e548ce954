using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Texts in requests that have a grammar of their own.</summary>
internal static class RequestText
{
    /// <summary>The most UTF-16 code units of the name of a selection scope.</summary>
    public const int MaximumScopeLength = 1024;

    /// <summary>Brings a path into its one form.</summary>
    /// <exception cref="ServiceException">It is none; the message says why.</exception>
    public static string NormalizePath(string path) =>
        TopicPath.TryNormalize(path, out string? normalized, out string? problem)
            ? normalized
            : throw new ServiceException(ServiceErrorCode.InvalidPath, problem);

    /// <summary>Refuses the names of scopes that the vendor keeps for itself, and endless ones.</summary>
    public static string CheckScope(string scope) =>
        scope.Length > MaximumScopeLength
            ? throw new ServiceException(ServiceErrorCode.RejectedRequest, $"A selection scope has at most {MaximumScopeLength} characters, and this one has {scope.Length}.")
        : scope.StartsWith('$')
            ? throw new ServiceException(ServiceErrorCode.InvalidData, $"The selection scope '{scope}' begins with the reserved character '$'.")
        : scope;
}

using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Texts in requests that have a grammar of their own.</summary>
internal static class RequestText
{
    /// <summary>Reads a topic selector.</summary>
    /// <exception cref="ServiceException">It is none; the message says why.</exception>
    public static TopicSelector ParseSelector(string expression)
    {
        try
        {
            return TopicSelector.Parse(expression);
        }
        catch (FormatException e)
        {
            throw new ServiceException(ServiceErrorCode.InvalidData, e.Message);
        }
    }

    /// <summary>Refuses the names of scopes that the vendor keeps for itself.</summary>
    public static string CheckScope(string scope) =>
        scope.StartsWith('$')
            ? throw new ServiceException(ServiceErrorCode.InvalidData, $"The selection scope '{scope}' begins with the reserved character '$'.")
            : scope;
}

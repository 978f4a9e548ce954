#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Who sent a request, and where.</summary>
public interface IRequestContext
{
    /// <summary>The sender.</summary>
    ISessionId SessionId { get; }

    /// <summary>The path, which may lie below the handler's.</summary>
    string Path { get; }

    /// <summary>Those of the sender's session properties that were asked for.</summary>
    IReadOnlyDictionary<string, string> SessionProperties { get; }
}

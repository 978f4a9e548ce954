using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Security;

/// <summary>A call that both SDKs have, and a permission it needs.</summary>
/// <param name="Name">The service, for the list of tests.</param>
/// <param name="Permission">The permission.</param>
/// <param name="Js">The call through the JavaScript SDK; the text is the id of a session.</param>
/// <param name="DotNet">The call through the vendor's .NET API.</param>
internal sealed record PermittedCall(string Name, string Permission, Func<JsSession, string, Task> Js, Func<ISession, ISessionId, Task> DotNet)
{
    /// <summary>The topic paths that the calls use.</summary>
    public const string Value = "a/value";

    /// <summary>A time series of JSON with an event by admin and one by the session that calls.</summary>
    public const string Series = "a/series";

    /// <inheritdoc/>
    public override string ToString() => $"{Name} without {Permission}";
}

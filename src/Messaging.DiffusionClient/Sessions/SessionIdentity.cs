using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

internal sealed class SessionIdentity(SessionId wire) : ISessionId
{
    private readonly string _text = wire.ToString();

    public bool Equals(ISessionId? other) => other?.ToString() == _text;

    public override bool Equals(object? obj) => Equals(obj as ISessionId);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;
}

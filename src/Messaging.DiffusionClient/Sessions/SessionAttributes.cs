using Messaging.DiffusionClient.Connections;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

internal sealed class SessionAttributes(ServerAddress address, SessionOptions options) : ISessionAttributes
{
    public string ServerHost => address.Host;

    public int ServerPort => address.EffectivePort;

    public string RequestPath => address.Path;

    public bool SecureTransport => address.Secure;

    public int ConnectionTimeout => (int)options.ConnectionTimeout.TotalMilliseconds;

    public int ReconnectionTimeout => options.ReconnectionTimeoutMilliseconds;

    public int MaximumMessageSize => options.MaximumMessageSize;
}

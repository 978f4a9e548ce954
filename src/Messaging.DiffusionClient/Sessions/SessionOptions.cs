using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Connections.WebSockets;
using Messaging.DiffusionWire.Handshake;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Everything a session is opened with, but the address.</summary>
internal sealed record SessionOptions
{
    public static SessionOptions Default { get; } = new();

    public string? Principal { get; init; }

    public Credentials? Credentials { get; init; }

    public ImmutableArray<EventHandler<SessionListenerEventArgs>> StateHandlers { get; init; } = [];

    public ImmutableArray<EventHandler<SessionErrorHandlerEventArgs>> ErrorHandlers { get; init; } = [];

    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public int ReconnectionTimeoutMilliseconds { get; init; } = 60_000;

    /// <summary>Null for <see cref="Recovery.RepeatedAttempts"/>.</summary>
    public IReconnectionStrategy? ReconnectionStrategy { get; init; }

    public RetryStrategy InitialRetry { get; init; } = new(0, 0);

    public Func<X509Certificate, X509Chain, SslPolicyErrors, CertificateValidationResult>? CertificateValidation { get; init; }

    public int MaximumMessageSize { get; init; } = int.MaxValue;

    /// <summary>The proposed session properties, in the order in which they were set.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Properties { get; init; } = [];

    /// <summary>The address for opening without a URL.</summary>
    public ServerAddress Address { get; init; } = ServerAddress.Unset;

    public IConnector Connector { get; init; } = WebSocketConnector.Instance;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Spreads the attempts of many clients; thread-safe.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>A copy with a property set: a new one goes to the end.</summary>
    public SessionOptions WithProperty(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        KeyValuePair<string, string> property = new(key, value);
        int index = Properties.ToList().FindIndex(existing => existing.Key == key);
        return this with { Properties = index < 0 ? Properties.Add(property) : Properties.SetItem(index, property) };
    }

    /// <summary>Says nothing: the record's own text would show who connects and with what.</summary>
    public override string ToString() => nameof(SessionOptions);
}

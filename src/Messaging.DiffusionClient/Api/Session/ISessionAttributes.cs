#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The options that a session was opened with. Immutable; holds no credentials.</summary>
public interface ISessionAttributes
{
    /// <summary>The server's host.</summary>
    string ServerHost { get; }

    /// <summary>The server's port.</summary>
    int ServerPort { get; }

    /// <summary>What stands before <c>/diffusion</c> in the request; empty for nothing.</summary>
    string RequestPath { get; }

    /// <summary>Whether the connection uses TLS.</summary>
    bool SecureTransport { get; }

    /// <summary>How long an attempt to connect may take, in milliseconds.</summary>
    int ConnectionTimeout { get; }

    /// <summary>How long the server keeps a session without a connection, in milliseconds; 0 if reconnection is off.</summary>
    int ReconnectionTimeout { get; }

    /// <summary>The longest message accepted from the server, in bytes.</summary>
    int MaximumMessageSize { get; }
}

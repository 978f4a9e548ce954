#nullable disable
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PushTechnology.ClientInterface.Client.Session.Reconnection;
using PushTechnology.DiffusionCore.Client.Types;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>Collects the options of sessions, and opens them.</summary>
/// <remarks>Immutable and thread-safe: each option is set on a copy, which is returned.</remarks>
public interface ISessionFactory
{
    /// <summary>Sets who connects.</summary>
    /// <param name="principal">The name; empty is a name too. Without this call a session is anonymous.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="principal"/> is null.</exception>
    ISessionFactory Principal(string principal);

    /// <summary>Sets what proves the principal.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    ISessionFactory Credentials(ICredentials credentials);

    /// <summary>Takes credentials back. A principal without credentials is sent with an empty password.</summary>
    /// <returns>A changed copy.</returns>
    ISessionFactory NoCredentials();

    /// <summary>Sets a password as credentials.</summary>
    /// <param name="password">Any text, empty included.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="password"/> is null.</exception>
    ISessionFactory Password(string password);

    /// <summary>Sets bytes for the server's authenticator as credentials.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bytes"/> is null.</exception>
    ISessionFactory CustomCredentials(byte[] bytes);

    /// <summary>Adds a handler of <see cref="ISession.StateChanged"/> that sees every change from the first.</summary>
    /// <param name="eventHandler">The handler. It runs in the session's order of callbacks and must not block.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventHandler"/> is null.</exception>
    ISessionFactory SessionStateChangedHandler(EventHandler<SessionListenerEventArgs> eventHandler);

    /// <summary>Adds a handler of <see cref="ISession.ErrorNotified"/>.</summary>
    /// <param name="eventHandler">The handler. It runs in the session's order of callbacks and must not block.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="eventHandler"/> is null.</exception>
    ISessionFactory SessionErrorHandler(EventHandler<SessionErrorHandlerEventArgs> eventHandler);

    /// <summary>Sets how long one attempt to connect may take, the server's first answer included.</summary>
    /// <param name="timeout">Milliseconds, above 0. Default: 2000.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not above 0.</exception>
    ISessionFactory ConnectionTimeout(int timeout);

    /// <summary>Sets how long a session whose connection is lost looks for a new one, and how long the server is to keep it meanwhile.</summary>
    /// <param name="timeout">Milliseconds, counted from the loss; 0 switches reconnection off: a lost connection closes the session. Default: 60000.</param>
    /// <returns>A changed copy.</returns>
    /// <remarks>
    /// Meanwhile the state is <see cref="SessionState.RECOVERING_RECONNECT"/>. New calls fail at once with a <see cref="SessionException"/>, calls under
    /// way go on when the session does. If the server has lost messages all the same, those fail, and streams get
    /// <c>OnUnsubscription</c> with <c>SUBSCRIPTION_REFRESH</c> before they are subscribed anew. Afterwards the state is
    /// <see cref="SessionState.CONNECTED_ACTIVE"/> again; when the time is up, or the server does not know the session, it is
    /// <see cref="SessionState.CLOSE_FAILED"/>.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    ISessionFactory ReconnectionTimeout(int timeout);

    /// <summary>Switches reconnection off, like <see cref="ReconnectionTimeout"/> with 0.</summary>
    /// <returns>A changed copy.</returns>
    ISessionFactory NoReconnection();

    /// <summary>Sets who decides when attempts to reconnect are made. Of no effect without reconnection.</summary>
    /// <param name="strategy">
    /// Asked once for each attempt. Sessions may share it, and may ask at the same time. Default: an attempt at once, each further one after twice
    /// the delay of the one before, from 100 ms to 5 s, less up to a half at random, until <see cref="ReconnectionTimeout"/>.
    /// </param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    ISessionFactory ReconnectionStrategy(IReconnectionStrategy strategy);

    /// <summary>Sets whether opening a session is tried again after a failure that may pass.</summary>
    /// <param name="strategy">How often and in which interval. Default: never.</param>
    /// <returns>A changed copy.</returns>
    /// <remarks>A refusal by the server, such as a wrong password, is never tried again.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    ISessionFactory InitialRetryStrategy(RetryStrategy strategy);

    /// <summary>Sets who judges the server's certificate of a <c>wss</c> connection, in place of the platform.</summary>
    /// <param name="validation">Gets the certificate, its chain and what the platform found wrong.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="validation"/> is null.</exception>
    ISessionFactory CertificateValidation(
        Func<X509Certificate, X509Chain, SslPolicyErrors, CertificateValidationResult> validation);

    /// <summary>Sets the longest message that is accepted from the server.</summary>
    /// <param name="size">Bytes, at least 1024. Default: <see cref="int.MaxValue"/>. A longer one closes the session.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1024.</exception>
    ISessionFactory MaximumMessageSize(int size);

    /// <summary>Proposes a session property to the server, which decides whether to keep it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    ISessionFactory Property(string key, string value);

    /// <summary>Proposes session properties to the server, in addition to those proposed before.</summary>
    /// <param name="properties">Keys and values.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="properties"/>, or a value in it, is null.</exception>
    ISessionFactory Properties(IDictionary<string, string> properties);

    /// <summary>Sets the host for <see cref="Open()"/> without a URL.</summary>
    /// <param name="host">A host name or address.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException"><paramref name="host"/> is null or empty.</exception>
    ISessionFactory ServerHost(string host);

    /// <summary>Sets the port for <see cref="Open()"/> without a URL.</summary>
    /// <param name="port">1 to 65535. Default: 80, or 443 with <see cref="SecureTransport"/>.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is outside its range.</exception>
    ISessionFactory ServerPort(int port);

    /// <summary>Sets what stands before <c>/diffusion</c> in the request, for <see cref="Open()"/> without a URL.</summary>
    /// <param name="requestPath">A path such as <c>/my/path</c>. Default: empty.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="requestPath"/> is null.</exception>
    ISessionFactory RequestPath(string requestPath);

    /// <summary>Sets whether <see cref="Open()"/> without a URL uses TLS.</summary>
    /// <param name="secure">True for <c>wss</c>. Default: false.</param>
    /// <returns>A changed copy.</returns>
    ISessionFactory SecureTransport(bool secure);

    /// <summary>Opens a session with the server that the options name. Blocks the caller.</summary>
    /// <returns>A connected session.</returns>
    /// <exception cref="InvalidOperationException"><see cref="ServerHost"/> was not set.</exception>
    /// <exception cref="AuthenticationException">The server does not accept principal and credentials.</exception>
    /// <exception cref="SessionEstablishmentException">The server cannot be reached or refuses.</exception>
    ISession Open();

    /// <summary>Opens a session. Blocks the caller.</summary>
    /// <param name="url"><c>ws://host:port[/path]</c> or <c>wss://host:port[/path]</c>; it goes before the options on host, port, path and TLS.</param>
    /// <returns>A connected session.</returns>
    /// <exception cref="ArgumentException"><paramref name="url"/> is no such URL.</exception>
    /// <exception cref="AuthenticationException">The server does not accept principal and credentials.</exception>
    /// <exception cref="SessionEstablishmentException">The server cannot be reached or refuses.</exception>
    ISession Open(string url);

    /// <summary>Opens a session in the background.</summary>
    /// <param name="url">See <see cref="Open(string)"/>.</param>
    /// <param name="callback">Told the outcome, once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="url"/> is no such URL.</exception>
    void Open(string url, ISessionOpenCallback callback);

    /// <summary>Opens a session in the background, with an object of the caller passed through.</summary>
    /// <typeparam name="TContext">The type of the object.</typeparam>
    /// <param name="url">See <see cref="Open(string)"/>.</param>
    /// <param name="context">The object, or null.</param>
    /// <param name="callback">Told the outcome, once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="url"/> is no such URL.</exception>
    void Open<TContext>(string url, TContext context, ISessionOpenContextCallback<TContext> callback);

    /// <summary>Opens a session with the server that the options name.</summary>
    /// <returns>A connected session. The task fails as <see cref="Open()"/> does.</returns>
    Task<ISession> OpenAsync();

    /// <summary>Opens a session with the server that the options name.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A connected session. The task fails as <see cref="Open()"/> does.</returns>
    Task<ISession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens a session.</summary>
    /// <param name="url">See <see cref="Open(string)"/>.</param>
    /// <returns>A connected session. The task fails as <see cref="Open(string)"/> does.</returns>
    Task<ISession> OpenAsync(string url);

    /// <summary>Opens a session.</summary>
    /// <param name="url">See <see cref="Open(string)"/>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A connected session. The task fails as <see cref="Open(string)"/> does.</returns>
    Task<ISession> OpenAsync(string url, CancellationToken cancellationToken);
}

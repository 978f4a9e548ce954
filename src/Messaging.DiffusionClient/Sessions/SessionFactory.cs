#nullable disable annotations
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Messaging.DiffusionClient.Connections;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;
using PushTechnology.DiffusionCore.Client.Types;
using WireCredentials = Messaging.DiffusionWire.Handshake.Credentials;

namespace Messaging.DiffusionClient.Sessions;

internal sealed class SessionFactory(SessionOptions options) : ISessionFactory
{
    private const int SmallestMaximumMessageSize = 1024;
    private const int LastPort = 65_535;

    public ISessionFactory Principal(string principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return With(options with { Principal = principal });
    }

    public ISessionFactory Credentials(ICredentials credentials) =>
        With(options with { Credentials = ClientCredentials.ToWire(credentials) });

    public ISessionFactory NoCredentials() => With(options with { Credentials = null });

    public ISessionFactory Password(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return With(options with { Credentials = WireCredentials.Password(password) });
    }

    public ISessionFactory CustomCredentials(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return With(options with { Credentials = WireCredentials.Custom(bytes.ToArray()) });
    }

    public ISessionFactory SessionStateChangedHandler(EventHandler<SessionListenerEventArgs> eventHandler)
    {
        ArgumentNullException.ThrowIfNull(eventHandler);
        return With(options with { StateHandlers = options.StateHandlers.Add(eventHandler) });
    }

    public ISessionFactory SessionErrorHandler(EventHandler<SessionErrorHandlerEventArgs> eventHandler)
    {
        ArgumentNullException.ThrowIfNull(eventHandler);
        return With(options with { ErrorHandlers = options.ErrorHandlers.Add(eventHandler) });
    }

    public ISessionFactory ConnectionTimeout(int timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeout);
        return With(options with { ConnectionTimeout = TimeSpan.FromMilliseconds(timeout) });
    }

    public ISessionFactory ReconnectionTimeout(int timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(timeout);
        return With(options with { ReconnectionTimeoutMilliseconds = timeout });
    }

    public ISessionFactory NoReconnection() => ReconnectionTimeout(0);

    public ISessionFactory ReconnectionStrategy(IReconnectionStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return With(options with { ReconnectionStrategy = strategy });
    }

    public ISessionFactory InitialRetryStrategy(RetryStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return With(options with { InitialRetry = strategy });
    }

    public ISessionFactory CertificateValidation(
        Func<X509Certificate, X509Chain, SslPolicyErrors, CertificateValidationResult> validation)
    {
        ArgumentNullException.ThrowIfNull(validation);
        return With(options with { CertificateValidation = validation });
    }

    public ISessionFactory MaximumMessageSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, SmallestMaximumMessageSize);
        return With(options with { MaximumMessageSize = size });
    }

    public ISessionFactory Property(string key, string value) => With(options.WithProperty(key, value));

    public ISessionFactory Properties(IDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return With(properties.Aggregate(options, (changed, property) => changed.WithProperty(property.Key, property.Value)));
    }

    public ISessionFactory ServerHost(string host)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        return With(options with { Address = options.Address with { Host = host } });
    }

    public ISessionFactory ServerPort(int port)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, LastPort);
        return With(options with { Address = options.Address with { Port = port } });
    }

    public ISessionFactory RequestPath(string requestPath)
    {
        ArgumentNullException.ThrowIfNull(requestPath);
        return With(options with { Address = options.Address with { Path = ServerAddress.NormalizePath(requestPath) } });
    }

    public ISessionFactory SecureTransport(bool secure) =>
        With(options with { Address = options.Address with { Secure = secure } });

    // The vendor's API has these two, so somebody must wait. No continuation on the way needs the blocked thread.
#pragma warning disable VSTHRD002
    public ISession Open() => OpenAsync().GetAwaiter().GetResult();

    public ISession Open(string url) => OpenAsync(url).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    public void Open(string url, ISessionOpenCallback callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        SessionOpenReport.Send(OpenAsync(url), callback.OnOpened, callback.OnError);
    }

    public void Open<TContext>(string url, TContext context, ISessionOpenContextCallback<TContext> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        SessionOpenReport.Send(
            OpenAsync(url),
            session => callback.OnOpened(context, session),
            reason => callback.OnError(context, reason));
    }

    public Task<ISession> OpenAsync() => OpenAsync(CancellationToken.None);

    public Task<ISession> OpenAsync(CancellationToken cancellationToken) =>
        options.Address.Host.Length > 0
            ? SessionOpener.OpenAsync(options.Address, options, cancellationToken)
            : throw new InvalidOperationException("Without a URL the session factory needs a ServerHost.");

    public Task<ISession> OpenAsync(string url) => OpenAsync(url, CancellationToken.None);

    public Task<ISession> OpenAsync(string url, CancellationToken cancellationToken) =>
        SessionOpener.OpenAsync(ServerAddress.Parse(url), options, cancellationToken);

    private static SessionFactory With(SessionOptions options) => new(options);
}

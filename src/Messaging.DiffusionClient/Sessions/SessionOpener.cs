using System.Runtime.InteropServices;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Connects, shakes hands, and tries again where the options say so.</summary>
internal static class SessionOpener
{
    private const string EnvironmentKey = "$Environment";

    private static readonly string EnvironmentText = $"DOTNET_{PlatformName()}_{Environment.Version}";

    public static async Task<ISession> OpenAsync(ServerAddress address, SessionOptions options, CancellationToken cancellationToken)
    {
        for (int retries = 0; ; retries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await AttemptAsync(address, options, cancellationToken).ConfigureAwait(false);
            }
            catch (SessionEstablishmentException e) when (e.IsTransient && retries < options.InitialRetry.Attempts)
            {
                TimeSpan interval = TimeSpan.FromMilliseconds(options.InitialRetry.Interval);
                await Task.Delay(interval, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The request for a session (SESS-01). A principal without credentials has an empty password.</summary>
    public static ConnectionRequest RequestFor(ServerAddress address, SessionOptions options) => new()
    {
        PathPrefix = address.Path,
        ReconnectTimeoutMilliseconds = options.ReconnectionTimeoutMilliseconds,
        SessionProperties = options.WithProperty(EnvironmentKey, EnvironmentText).Properties,
        Principal = options.Principal,
        Credentials = options.Credentials ?? Credentials.Password(string.Empty),
    };

    private static string PlatformName() =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "macos"
        : RuntimeInformation.RuntimeIdentifier;

    private static async Task<ISession> AttemptAsync(ServerAddress address, SessionOptions options, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.ConnectionTimeout, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        IConnection? connection = null;
        try
        {
            ConnectionTarget target = new(
                address, RequestFor(address, options).ToRequestTarget(), options.MaximumMessageSize, options.CertificateValidation);
            connection = await options.Connector.ConnectAsync(target, either.Token).ConfigureAwait(false);
            ConnectionResponse response = await ReceiveResponseAsync(connection, either.Token).ConfigureAwait(false);
            if (response.ProtocolVersion != ConnectionRequest.SupportedProtocolVersion || response.Code != ConnectionResponseCode.Ok)
            {
                throw HandshakeRefusal.ToException(response, address, options.Principal);
            }

            ClientSession session = new(connection, response, address, options);
            connection = null;
            session.Start();
            return session;
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SessionEstablishmentException(
                $"No session with {address}: no answer within the connection timeout of {options.ConnectionTimeout.TotalMilliseconds} ms.",
                ErrorReason.REQUEST_TIME_OUT,
                e) { IsTransient = true };
        }
        catch (Exception e) when (e is IOException or WireFormatException)
        {
            throw HandshakeRefusal.Transient(address, e.Message.TrimEnd('.'), e);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<ConnectionResponse> ReceiveResponseAsync(IConnection connection, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> message = await connection.ReceiveAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new IOException("the server closed the connection without an answer");
        WireReader reader = new(message);
        return ConnectionResponse.ReadFrom(ref reader);
    }
}

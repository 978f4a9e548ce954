using System.Runtime.InteropServices;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Connects and asks for a session, new or old.</summary>
internal static class Handshaker
{
    private const string EnvironmentKey = "$Environment";

    private static readonly string EnvironmentText = $"DOTNET_{PlatformName()}_{Environment.Version}";

    /// <summary>The request for a session (SESS-01). A principal without credentials has an empty password.</summary>
    /// <param name="address">The server.</param>
    /// <param name="options">What the session is opened with.</param>
    /// <param name="reconnection">What to take up again; null for a new session.</param>
    public static ConnectionRequest RequestFor(ServerAddress address, SessionOptions options, Reconnection? reconnection = null) => new()
    {
        PathPrefix = address.Path,
        ReconnectTimeoutMilliseconds = options.ReconnectionTimeoutMilliseconds,
        Reconnection = reconnection,
        SessionProperties = options.WithProperty(EnvironmentKey, EnvironmentText).Properties,
        Principal = options.Principal,
        Credentials = options.Credentials ?? Credentials.Password(string.Empty),
    };

    /// <summary>Makes a connection and waits for the server's answer on it, which may be a refusal.</summary>
    /// <exception cref="IOException">There is no connection, or it ended before the answer.</exception>
    /// <exception cref="WireFormatException">The answer is none.</exception>
    /// <exception cref="TimeoutException">There was no answer within the connection timeout.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<HandshakeResult> ShakeHandsAsync(
        ServerAddress address,
        SessionOptions options,
        Reconnection? reconnection,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.ConnectionTimeout, options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        ConnectionTarget target = new(
            address,
            RequestFor(address, options, reconnection).ToRequestTarget(),
            options.MaximumMessageSize,
            options.CertificateValidation);
        IConnection? connection = null;
        try
        {
            connection = await options.Connector.ConnectAsync(target, either.Token).ConfigureAwait(false);
            HandshakeResult result = new(connection, await ReceiveResponseAsync(connection, either.Token).ConfigureAwait(false));
            connection = null;
            return result;
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"no answer within the connection timeout of {options.ConnectionTimeout.TotalMilliseconds} ms", e);
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

    private static string PlatformName() =>
        OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsMacOS() ? "macos"
        : RuntimeInformation.RuntimeIdentifier;
}

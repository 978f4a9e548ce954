using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Opens sessions, and tries again where the options say so.</summary>
internal static class SessionOpener
{
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

    private static async Task<ISession> AttemptAsync(ServerAddress address, SessionOptions options, CancellationToken cancellationToken)
    {
        HandshakeResult handshake;
        try
        {
            handshake = await Handshaker.ShakeHandsAsync(address, options, null, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new SessionEstablishmentException($"No session with {address}: {e.Message}.", ErrorReason.REQUEST_TIME_OUT, e) { IsTransient = true };
        }
        catch (Exception e) when (e is IOException or WireFormatException)
        {
            throw HandshakeRefusal.Transient(address, e.Message.TrimEnd('.'), e);
        }

        if (HandshakeRefusal.Find(handshake.Response, ConnectionResponseCode.Ok, options.Principal) is { } refusal)
        {
            await handshake.Connection.DisposeAsync().ConfigureAwait(false);
            throw refusal.ToException(address);
        }

        ClientSession session = new(handshake.Response, address, options);
        session.Start(handshake);
        return session;
    }
}

using System.Net;
using System.Security.Cryptography.X509Certificates;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Security;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer;

/// <summary>A server that speaks the Diffusion protocol, version 29, for development and tests on one machine.</summary>
/// <remarks>
/// <para>It is not a production server and not a cluster: see its README for what it offers and what it leaves out.</para>
/// <para>All members may be called from any thread. Several servers may run in one process.</para>
/// </remarks>
/// <example>
/// <code>
/// await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 });
/// Console.WriteLine(server.Url);   // ws://127.0.0.1:35711/
/// </code>
/// </example>
public sealed class LocalDiffusionServer : IAsyncDisposable
{
    // Real time, whatever clock the options inject: a test's frozen clock must not freeze the end of its server.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private const string LogCategory = "Messaging.LocalServer";

    private readonly KestrelHost _kestrel;
    private readonly ConnectionServer _connections;
    private readonly Storage? _storage;
    private readonly X509Certificate2? _ownCertificate;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private Task? _stopped;

    private LocalDiffusionServer(
        KestrelHost kestrel, ConnectionServer connections, Storage? storage, Uri url, X509Certificate2? ownCertificate, ILogger log)
    {
        _storage = storage;
        _ownCertificate = ownCertificate;
        SelfSignedCertificate = ownCertificate is null ? null : X509CertificateLoader.LoadCertificate(ownCertificate.RawData);
        _kestrel = kestrel;
        _connections = connections;
        _log = log;
        Url = url;
    }

    /// <summary>
    /// Where clients connect to, with the port that was really bound: <c>ws://127.0.0.1:8080/</c>, or <c>wss://</c> with a certificate.
    /// </summary>
    /// <remarks>For a server that listens on all addresses this is the loopback one.</remarks>
    public Uri Url { get; }

    /// <summary>The certificate that the server made for itself, with its public key only; null if it made none.</summary>
    /// <remarks>For clients that are to trust exactly this one. Good until the server is disposed.</remarks>
    public X509Certificate2? SelfSignedCertificate { get; }

    /// <summary>What the server holds at this moment. The parts are read one after the other, not as one snapshot.</summary>
    public LocalServerStatistics Statistics => _connections.Statistics;

    /// <summary>
    /// How many bytes wait at this moment for the connection that most wait for: never more than
    /// <see cref="LocalServerOptions.MaximumQueuedBytes"/>, but for the last frames of a connection that is being closed.
    /// </summary>
    public long LongestQueue => _connections.LongestQueue;

    /// <summary>Starts a server. It listens when the task completes.</summary>
    /// <param name="options">How; the defaults of <see cref="LocalServerOptions"/> if null.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The address is in use or cannot be bound, or the data directory cannot be used or is in use by another server.</exception>
    /// <exception cref="InvalidDataException">What is in the data directory is damaged, or of another version; the message says where.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<LocalDiffusionServer> StartAsync(LocalServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalServerOptions();
        options.Validate();
        ILogger log = options.LoggerFactory.CreateLogger(LogCategory);

        // Not on the caller's thread: a large log takes its time.
        Storage? storage = options.DataDirectory is null ? null : await Task.Run(() => Storage.Open(options, log), cancellationToken).ConfigureAwait(false);
        return await StartAsync(options, storage, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells every session that it ends, closes the connections and stops to listen. Idempotent.</summary>
    /// <param name="cancellationToken">Stops waiting for connections to close in good order, and cuts them.</param>
    /// <returns>A task that completes when nothing is left, after 5 seconds at the latest.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    /// <summary>Stops the server, as <see cref="StopAsync"/> does. Idempotent, and does not throw.</summary>
    /// <returns>A task that completes when nothing is left.</returns>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Starts a server that keeps its state in a storage, which it disposes in the end and if it cannot start.</summary>
    internal static async Task<LocalDiffusionServer> StartAsync(LocalServerOptions options, Storage? storage, CancellationToken cancellationToken)
    {
        IPEndPoint endPoint = options.GetEndPoint();
        ILogger log = options.LoggerFactory.CreateLogger(LogCategory);
        X509Certificate2? ownCertificate = null;
        KestrelHost? kestrel = null;
        try
        {
            ConnectionServer connections = new(options, storage, log);
            ownCertificate = options.UseSelfSignedCertificate ? OwnCertificate.Create(options.TimeProvider) : null;
            kestrel = new KestrelHost(
                endPoint, ownCertificate ?? options.Certificate, options.MaximumRequestLineSize, connections.Gate, new KestrelLoggerFactory(options.LoggerFactory));
            await kestrel.StartAsync(new HttpApplication(connections), cancellationToken).ConfigureAwait(false);
            Uri url = GetUrl(kestrel, endPoint, isSecure: options.Certificate is not null || ownCertificate is not null);
            ServerLog.Started(log, url);
            return new LocalDiffusionServer(kestrel, connections, storage, url, ownCertificate, log);
        }
        catch
        {
            kestrel?.Dispose();
            ownCertificate?.Dispose();
            storage?.Dispose();
            throw;
        }
    }

    private static Uri GetUrl(KestrelHost kestrel, IPEndPoint endPoint, bool isSecure)
    {
        UriBuilder url = new(kestrel.Address) { Scheme = isSecure ? Uri.UriSchemeWss : Uri.UriSchemeWs };
        if (endPoint.Address.Equals(IPAddress.Any))
        {
            url.Host = IPAddress.Loopback.ToString();
        }
        else if (endPoint.Address.Equals(IPAddress.IPv6Any))
        {
            url.Host = $"[{IPAddress.IPv6Loopback}]";
        }

        return url.Uri;
    }

    private async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        // The caller may hold locks of its own: do not run on its stack.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(StopTimeout);
        _connections.Stop();
        await _kestrel.StopAsync(bound.Token).ConfigureAwait(false);
        _kestrel.Dispose();
        _storage?.Dispose();
        _ownCertificate?.Dispose();
        SelfSignedCertificate?.Dispose();
        ServerLog.Stopped(_log);
    }
}

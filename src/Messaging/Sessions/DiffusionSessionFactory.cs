using Messaging.Diagnostics;
using Microsoft.Extensions.Logging;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Sessions;

/// <summary>Opens sessions through the vendor's API.</summary>
internal sealed class DiffusionSessionFactory(MessagingOptions options, TimeProvider time, Func<double> random, ILogger logger)
    : ITopicSessionFactory
{
    private readonly string _url = ToServerUrl(options.Url!);

    public async Task<ITopicSession> OpenAsync(SessionCredentials credentials, CancellationToken cancellationToken)
    {
        var life = new DiffusionSessionLife(_url, time, random);
        Task<ISession> opening = CreateFactory(credentials, life).OpenAsync(_url, cancellationToken);
        try
        {
            ISession session = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new DiffusionSession(session, life, logger);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            CloseWhenOpened(opening);
            throw;
        }
        catch (Exception error)
        {
            throw DiffusionErrors.FromOpening(error, _url, credentials.Principal);
        }
    }

    /// <summary>
    /// For how long the SDK tries to resume a session. Not longer than the client tries anything; after that the client, which knows
    /// its rooms, opens another session.
    /// </summary>
    internal static TimeSpan ResumeTimeOf(MessagingOptions options) =>
        options.ReconnectTimeout == Timeout.InfiniteTimeSpan || options.ReconnectTimeout > options.ResumeTimeout
            ? options.ResumeTimeout
            : options.ReconnectTimeout;

    private ISessionFactory CreateFactory(SessionCredentials credentials, DiffusionSessionLife life)
    {
        // The client's own limit comes first, so that a peer that does not answer is always reported the same way.
        TimeSpan limit = options.ConnectTimeout + TimeSpan.FromSeconds(1);
        ISessionFactory factory = Diffusion.Sessions
            .ConnectionTimeout((int)limit.TotalMilliseconds)
            .ReconnectionTimeout((int)Math.Ceiling(ResumeTimeOf(options).TotalMilliseconds))
            .ReconnectionStrategy(life)
            .SessionStateChangedHandler((_, change) => life.OnState(change.NewState));
        if (options is { AcceptAnyServerCertificate: true, Url.Scheme: "wss" })
        {
            logger.CertificatesNotChecked(options.Url!);
            factory = factory.CertificateValidation((_, _, _) => CertificateValidationResult.ACCEPT);
        }

        if (credentials.Principal is { } principal)
        {
            factory = factory.Principal(principal);
        }

        return credentials.Password is { } password
            ? factory.Credentials(Diffusion.Credentials.Password(password))
            : factory;
    }

    /// <summary>The form that the SDK documents: scheme, host, port, and a path if there is one.</summary>
    internal static string ToServerUrl(Uri url) =>
        url.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.StrongPort, UriFormat.UriEscaped)
        + url.AbsolutePath.TrimEnd('/');

    private static void CloseWhenOpened(Task<ISession> opening) =>
        _ = opening.ContinueWith(
            static opened =>
            {
                if (opened.IsCompletedSuccessfully)
                {
                    opened.Result.Close();
                }
                else
                {
                    _ = opened.Exception;
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
}

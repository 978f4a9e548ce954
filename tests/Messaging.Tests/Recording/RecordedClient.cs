using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Tests.Recording;

/// <summary>Creates clients as <see cref="MessagingClient.Create(MessagingOptions, ILoggerFactory?, TimeProvider?)"/> does, whose texts and passwords the log must not show.</summary>
/// <remarks>Their clock is the real one: times that a test does not set are those that tests wait for anything, on a busy machine as well.</remarks>
internal static class RecordedClient
{
    private static readonly MessagingOptions Defaults = new();

    public static MessagingClient Create(MessagingOptions options, ILoggerFactory? log)
    {
        options.ConnectTimeout = options.ConnectTimeout == Defaults.ConnectTimeout ? WithinExtensions.Patience : options.ConnectTimeout;
        options.RequestTimeout = options.RequestTimeout == Defaults.RequestTimeout ? WithinExtensions.Patience : options.RequestTimeout;
        return new(
            options, (copy, logger) => Record(copy, new DiffusionSessionFactory(copy, TimeProvider.System, Random.Shared.NextDouble, logger)), log, timeProvider: null);
    }

    /// <summary>Conceals what goes through the sessions of a client with these options.</summary>
    public static ITopicSessionFactory Record(MessagingOptions options, ITopicSessionFactory sessions)
    {
        TestSecrets.Conceal(options.Password);
        TestSecrets.Disclose(options.Principal);
        TestSecrets.Disclose(options.DisplayName);
        return new RecordedSessions(sessions);
    }
}

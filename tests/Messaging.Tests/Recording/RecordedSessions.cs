using Messaging.Sessions;

namespace Messaging.Tests.Recording;

/// <summary>Opens sessions whose texts and passwords the test's log must not show.</summary>
internal sealed class RecordedSessions(ITopicSessionFactory sessions) : ITopicSessionFactory
{
    public async Task<ITopicSession> OpenAsync(SessionCredentials credentials, CancellationToken cancellationToken)
    {
        TestSecrets.Disclose(credentials.Principal);
        TestSecrets.Conceal(credentials.Password);
        return new RecordedSession(await sessions.OpenAsync(credentials, cancellationToken));
    }
}

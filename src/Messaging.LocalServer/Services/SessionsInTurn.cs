using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Does the same to several sessions, one after the other.</summary>
internal static class SessionsInTurn
{
    /// <summary>Does it to all that take it: one that has no room for it must not keep the others from theirs.</summary>
    /// <exception cref="ServiceException">Some did not take it; the message says how many, and why the first did not.</exception>
    public static void Do(IReadOnlyList<Session> sessions, Action<Session> action)
    {
        int refused = 0;
        ServiceException? first = null;
        foreach (Session session in sessions)
        {
            try
            {
                action(session);
            }
            catch (ServiceException e)
            {
                refused++;
                first ??= e;
            }
        }

        if (first is not null)
        {
            throw new ServiceException(first.Code, $"Refused for {refused} of {sessions.Count} sessions, done for the others. {first.Message}");
        }
    }
}

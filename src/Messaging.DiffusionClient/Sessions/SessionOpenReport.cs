using Messaging.DiffusionClient.Diagnostics;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>Turns the outcome of opening a session into the calls of the callback form.</summary>
internal static class SessionOpenReport
{
    /// <summary>Calls one of the two, once, when the outcome is there.</summary>
    public static void Send(Task<ISession> opening, Action<ISession> opened, Action<ErrorReason> failed) =>
        _ = SendAsync(opening, opened, failed);

    private static async Task SendAsync(Task<ISession> opening, Action<ISession> opened, Action<ErrorReason> failed)
    {
        try
        {
            ISession session;
            try
            {
                session = await opening.ConfigureAwait(false);
            }
            catch (DiffusionException e)
            {
                failed(e.Reason ?? ErrorReason.COMMUNICATION_FAILURE);
                return;
            }

            opened(session);
        }
        catch (Exception e)
        {
            // Nobody waits for this task, so what the callback throws would be lost.
            ClientEventSource.Log.CallbackFailed("session open callback", e.ToString());
        }
    }
}

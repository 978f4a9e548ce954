using PushTechnology.ClientInterface.Client.Session;
using VendorPermission = PushTechnology.ClientInterface.Client.Types.GlobalPermission;

namespace Messaging.Sessions;

/// <summary>
/// What the principal lacked when the server did not let it listen to sessions. That takes two permissions, and the refusal does not say
/// which was missing: the server is asked what the session may do.
/// </summary>
internal static class DiffusionListeningRefusal
{
    private const string What = "watching who is online";
    private static readonly VendorPermission[] Needed = [VendorPermission.VIEW_SESSION, VendorPermission.REGISTER_HANDLER];

    /// <summary>The call in words, with the permission to ask for if it could be found out.</summary>
    public static async Task<RemoteCall> ExplainAsync(ISession session, CancellationToken cancellationToken)
    {
        VendorPermission[] missing = [];
        try
        {
            IReadOnlyCollection<VendorPermission> held = await session.Security.GetGlobalPermissionsAsync(cancellationToken).ConfigureAwait(false);
            missing = [.. Needed.Except(held)];
        }
        catch (Exception)
        {
            // The refusal stands, whatever became of the question.
        }

        return missing.Length > 0
            ? new RemoteCall(What, $"{missing[0]}") { Need = $"It lacks {string.Join(" and ", missing)}. " }
            : new RemoteCall(What) { Need = $"That takes {string.Join(" and ", Needed)}; which of them was missing could not be found out. " };
    }
}

using Messaging.Sessions;

namespace Messaging.Rooms.History;

/// <summary>
/// What the principal lacked when the server refused a call that takes several permissions. The refusal does not say which, so
/// the server is asked what the session may do.
/// </summary>
/// <param name="Path">The topic.</param>
/// <param name="Needed">What the call takes.</param>
/// <param name="Missing">
/// Those of them that are missing. Empty when that could not be found out: nobody answered, or they are all there by now.
/// </param>
internal sealed record Refusal(string Path, IReadOnlyList<PathPermission> Needed, IReadOnlyList<PathPermission> Missing)
{
    /// <summary>The first permission to ask for, by the vendor's name; <see langword="null"/> when it is not known.</summary>
    public string? Permission => Missing.Count == 0 ? null : DiffusionPermissions.NameOf(Missing[0]);

    /// <summary>What is missing, as a sentence.</summary>
    public string Need => Missing.Count > 0
        ? $"On the path '{Path}' it lacks {Names(Missing)}."
        : $"On the path '{Path}' that takes {Names(Needed)}; which of them was missing could not be found out.";

    /// <summary>Asks on the session which had the refusal, or on the one in its place.</summary>
    public static async Task<Refusal> ExplainAsync(
        Func<ITopicSession> session, string path, IReadOnlyList<PathPermission> needed, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyCollection<PathPermission> held =
                await session().Security.GetPermissionsAsync(path, cancellationToken).ConfigureAwait(false);
            return new Refusal(path, needed, [.. needed.Where(permission => !IsHeld(permission, held))]);
        }
        catch (MessagingException)
        {
            return new Refusal(path, needed, []); // The refusal stands, whatever became of the question.
        }
    }

    /// <summary>Who may edit everybody's events may edit its own.</summary>
    private static bool IsHeld(PathPermission permission, IReadOnlyCollection<PathPermission> held) =>
        held.Contains(permission)
        || (permission == PathPermission.EditOwnTimeSeriesEvents && held.Contains(PathPermission.EditTimeSeriesEvents));

    private static string Names(IEnumerable<PathPermission> permissions) =>
        string.Join(" and ", permissions.Select(DiffusionPermissions.NameOf));
}

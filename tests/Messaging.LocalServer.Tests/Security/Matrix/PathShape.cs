namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>A way in which a role comes to some permissions at a path, or not to all of them.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Script">
/// The commands. <c>{AT}</c> stands for the path, <c>{UP}</c> for the one above it, <c>{ALL}</c> for all permissions that are needed,
/// <c>{SOME}</c> for all but the one that is to be missing.
/// </param>
internal sealed record PathShape(string Name, string Script)
{
    /// <summary>Whether nothing at all is permitted then, so that the first permission is the one that is missed.</summary>
    public bool PermitsNothing { get; init; }

    /// <summary>Everything that is needed is permitted.</summary>
    public static IReadOnlyList<PathShape> Permitting { get; } =
    [
        new("direct", "set 'R' path '{AT}' permissions [{ALL}]"),
        new("inherited", "set 'R' path '{UP}' permissions [{ALL}]"),
        new("default", "set 'R' default path permissions [{ALL}]"),
        new("given by the child", "set 'R' path '{UP}' permissions []\nset 'R' path '{AT}' permissions [{ALL}]"),
        new("isolated with an assignment", "isolate path '{AT}'\nset 'R' path '{AT}' permissions [{ALL}]"),
        new("isolated no more", "isolate path '{AT}'\nset 'R' path '{UP}' permissions [{ALL}]\ndeisolate path '{AT}'"),
        new("below what is isolated", "isolate path '{UP}'\nset 'R' path '{UP}' permissions [{ALL}]"),
        new("the child's assignment removed", "set 'R' path '{UP}' permissions [{ALL}]\nset 'R' path '{AT}' permissions []\nremove 'R' permissions for path '{AT}'"),
        new("by an included role", "set 'R' includes ['I']\nset 'I' path '{AT}' permissions [{ALL}]"),
        new("by two roles together", "set 'R' includes ['I']\nset 'R' path '{AT}' permissions [{SOME}]\nset 'I' path '{AT}' permissions [{ALL}]"),
    ];

    /// <summary>One permission is missing.</summary>
    public static IReadOnlyList<PathShape> Refusing { get; } =
    [
        new("direct", "set 'R' path '{AT}' permissions [{SOME}]"),
        new("taken away by the child", "set 'R' path '{UP}' permissions [{ALL}]\nset 'R' path '{AT}' permissions [{SOME}]"),
        new("inherited", "set 'R' default path permissions [{ALL}]\nset 'R' path '{UP}' permissions [{SOME}]"),
        new("default", "set 'R' default path permissions [{SOME}]"),
        new("isolated with an assignment", "isolate path '{AT}'\nset 'R' path '{UP}' permissions [{ALL}]\nset 'R' path '{AT}' permissions [{SOME}]"),
        new("isolated", "isolate path '{AT}'\nset 'R' path '{UP}' permissions [{ALL}]\nset 'R' default path permissions [{ALL}]") { PermitsNothing = true },
        new("isolated above", "isolate path '{UP}'\nset 'R' default path permissions [{ALL}]") { PermitsNothing = true },
        new("the assignment removed", "set 'R' path '{AT}' permissions [{ALL}]\nset 'R' default path permissions [{SOME}]\nremove 'R' permissions for path '{AT}'"),
        new("by a role that is not included", "set 'I' path '{AT}' permissions [{ALL}]\nset 'R' path '{AT}' permissions [{SOME}]"),
        new("at a path that only begins alike", "set 'R' path '{AT}x' permissions [{ALL}]\nset 'R' default path permissions [{SOME}]"),
    ];

    public string ScriptFor(string path, IEnumerable<string> all, string? missing) => Script
        .Replace("{AT}", path, StringComparison.Ordinal)
        .Replace("{UP}", path[..path.LastIndexOf('/')], StringComparison.Ordinal)
        .Replace("{ALL}", string.Join(' ', all), StringComparison.Ordinal)
        .Replace("{SOME}", string.Join(' ', all.Where(permission => permission != missing)), StringComparison.Ordinal);
}

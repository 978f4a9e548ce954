using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>A request, and all that a session has to be permitted for it.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Service">The service's number as it goes on the wire, as hexadecimal digits.</param>
/// <param name="Body">
/// The rest of the request. <c>{SID}</c> stands for the id of another session, <c>{FILTER}</c> for a filter that selects just that one.
/// </param>
internal sealed record PermissionRow(string Name, string Service, string Body)
{
    /// <summary>The global permissions, in the order in which they are asked for.</summary>
    public string[] Global { get; init; } = [];

    /// <summary>The permissions at <see cref="At"/>, asked for after the global ones.</summary>
    public string[] Path { get; init; } = [];

    /// <summary>Where they are needed: a path of at least two segments.</summary>
    public string At { get; init; } = "m/a/b";

    /// <summary>The permission that a refusal names, where another one would do as well.</summary>
    public string? NamedInstead { get; init; }

    /// <summary>What has to be there.</summary>
    public Func<MatrixRun, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>What others have to do between the request and its answer.</summary>
    public Func<MatrixRun, Task> Assist { get; init; } = _ => Task.CompletedTask;

    /// <summary>What puts things back, after it was permitted.</summary>
    public Func<MatrixRun, Task> Undo { get; init; } = _ => Task.CompletedTask;

    public string Request(RawClient other) => $"00 {Service} 09 {Body}"
        .Replace("{SID}", other.SessionId, StringComparison.Ordinal)
        .Replace("{FILTER}", Notation.Text($"$SessionId is \"{other.SessionName}\""), StringComparison.Ordinal);

    public override string ToString() => Name;
}

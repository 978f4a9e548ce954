using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>An API call of the official SDK, and the same call of ours.</summary>
/// <param name="Name">The name of the vectors without <c>_request</c> and <c>_response</c>.</param>
/// <param name="Call">Our call.</param>
/// <param name="Outcome">What it must report for the recorded response, in words; null where there is nothing to report.</param>
internal sealed record CallVector(string Name, Func<ISession, Task<string?>> Call, string? Outcome = null)
{
    public string Request => $"{Name}_request";

    public string Response => $"{Name}_response";

    public override string ToString() => Name;
}

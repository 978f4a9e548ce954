using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>An API call of the official SDK, and the same call of ours.</summary>
/// <param name="Name">
/// The name of the vectors without <c>_request</c> and <c>_response</c>, or without <c> (request)</c> and <c> (reply)</c> in the security survey.
/// </param>
/// <param name="Call">Our call.</param>
/// <param name="Outcome">What it must report for the recorded response, in words; null where there is nothing to report.</param>
/// <param name="Recorded">The vectors of the request and of the response where they are called otherwise; no response is a plain one.</param>
/// <param name="TakesStream">Whether the call takes the number before the conversation's for a stream, and names it in its body.</param>
internal sealed record CallVector(
    string Name,
    Func<ISession, Task<string?>> Call,
    string? Outcome = null,
    (string Request, string? Response)? Recorded = null,
    bool TakesStream = false)
{
    public string Request => Recorded?.Request ?? $"{Name}_request";

    public string? Response => Recorded is { } recorded ? recorded.Response : $"{Name}_response";

    public override string ToString() => Name;
}

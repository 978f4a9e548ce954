namespace Messaging.DiffusionClient.Sessions;

/// <summary>What a request is for, as the beginning of a sentence. Put together only when something fails.</summary>
/// <param name="Verb">Such as <c>Adding the topic</c>.</param>
/// <param name="Subject">Such as the path; null for none.</param>
internal readonly record struct Operation(string Verb, string? Subject = null)
{
    public override string ToString() => Subject is null ? Verb : $"{Verb} '{Subject}'";
}

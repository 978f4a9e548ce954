namespace Messaging.DiffusionClient.Sessions;

/// <summary>What a request is for, as the beginning of a sentence. Put together only when something fails.</summary>
/// <param name="Verb">Such as <c>Adding the topic</c>.</param>
/// <param name="Subject">Such as the path; null for none.</param>
/// <param name="IsMessaging">Whether it is about a request between sessions: some errors mean something else then.</param>
internal readonly record struct Operation(string Verb, string? Subject = null, bool IsMessaging = false)
{
    public override string ToString() => Subject is null ? Verb : $"{Verb} '{Subject}'";
}

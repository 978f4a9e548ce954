namespace Messaging.Sessions;

/// <summary>What a session is opened with. Held no longer than that takes.</summary>
/// <param name="Principal">The account; <see langword="null"/> is anonymous.</param>
/// <param name="Password">Its password; <see langword="null"/> sends no credentials.</param>
internal sealed record SessionCredentials(string? Principal, string? Password)
{
    /// <summary>Never the password, which a record would show.</summary>
    public override string ToString() => Principal ?? "(anonymous)";
}

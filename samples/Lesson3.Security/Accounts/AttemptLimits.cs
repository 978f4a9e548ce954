namespace Lesson3.Security.Accounts;

/// <summary>How often visitors may sign up, and try passwords.</summary>
public sealed class AttemptLimits(IConfiguration configuration) : IDisposable
{
    /// <summary>New accounts. Each address gets few of them: names are for people, and the store is not for millions.</summary>
    public AttemptLimit SignUp { get; } = new(
        "new accounts",
        configuration.GetValue("Limits:SignUp:PerAddress", 5),
        configuration.GetValue("Limits:SignUp:Overall", 100),
        TimeSpan.FromMinutes(10));

    /// <summary>
    /// Attempts to sign in. The Diffusion server slows down who guesses the password of one account; it sees the web server's address
    /// only, so who tries one password on many accounts is stopped here.
    /// </summary>
    public AttemptLimit SignIn { get; } = new(
        "attempts to sign in",
        configuration.GetValue("Limits:SignIn:PerAddress", 10),
        configuration.GetValue("Limits:SignIn:Overall", 600),
        TimeSpan.FromMinutes(1));

    public void Dispose()
    {
        SignUp.Dispose();
        SignIn.Dispose();
    }
}

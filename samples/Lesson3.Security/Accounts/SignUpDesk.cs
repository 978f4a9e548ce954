using Lessons.Shared;
using Messaging;

namespace Lesson3.Security.Accounts;

/// <summary>Where visitors get accounts: behind a limit and rules, in a role that may chat and nothing else. Scoped: one for each browser tab.</summary>
public sealed class SignUpDesk(ChatAdministration administration, AttemptLimits limits, Visitor visitor)
{
    /// <summary>Creates an account for the visitor.</summary>
    /// <returns>What is wrong with the request, in a sentence for the visitor; <see langword="null"/> when the account is there.</returns>
    /// <exception cref="MessagingException">The Diffusion server did not do it.</exception>
    public async Task<string?> CreateAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (!AccountNameRules.IsAcceptable(name, out string? problem)
            || !PasswordRules.IsAcceptable(name, password, out problem)
            || !limits.SignUp.TryTake(visitor.Address, out problem))
        {
            return problem;
        }

        try
        {
            await administration.CreateUserAsync(name, password, cancellationToken);
            return null;
        }
        catch (MessagingException taken) when (taken.Code == MessagingErrorCode.AccountExists)
        {
            return $"The name '{name}' is taken.";
        }
    }
}

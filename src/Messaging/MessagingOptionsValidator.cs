using Messaging.Rooms;
using Messaging.Sessions;
using Microsoft.Extensions.Options;

namespace Messaging;

/// <summary>Holds the options to what their documentation says. Its sentences never contain the password.</summary>
internal sealed class MessagingOptionsValidator : IValidateOptions<MessagingOptions>
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestReconnect = TimeSpan.FromHours(24);

    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        string[] failures =
        [
            .. FindUrlProblems(options.Url),
            .. FindIdentityProblems(options),
            .. FindPasswordProblems(options),
            .. FindPrefixProblems(options.TopicPrefix),
            .. FindLimitProblems(options),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> FindUrlProblems(Uri? url)
    {
        if (url is null)
        {
            yield return $"{nameof(MessagingOptions.Url)} is required: the ws:// or wss:// address of the Diffusion server.";
        }
        else if (!url.IsAbsoluteUri || url.Scheme is not ("ws" or "wss"))
        {
            yield return $"{nameof(MessagingOptions.Url)} must be an absolute ws:// or wss:// address.";
        }
        else if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            yield return $"{nameof(MessagingOptions.Url)} must have no user info, query or fragment; credentials belong in "
                + $"{nameof(MessagingOptions.Principal)} and {nameof(MessagingOptions.Password)}.";
        }
    }

    private static IEnumerable<string> FindIdentityProblems(MessagingOptions options)
    {
        if (options.Principal is "")
        {
            yield return $"{nameof(MessagingOptions.Principal)} must not be empty; leave it null to connect anonymously.";
        }

        string? name = options.DisplayName ?? options.Principal;
        if (name is not (null or "") && SenderName.FindProblem(name) is { } problem)
        {
            yield return $"{nameof(MessagingOptions.DisplayName)}, or the {nameof(MessagingOptions.Principal)} in its place: {problem}";
        }
        else if (options.DisplayName is "")
        {
            yield return $"{nameof(MessagingOptions.DisplayName)} must not be empty; leave it null to use the principal.";
        }
    }

    private static IEnumerable<string> FindPasswordProblems(MessagingOptions options)
    {
        if (options is { Password: not null, PasswordProvider: not null })
        {
            yield return $"{nameof(MessagingOptions.Password)} and {nameof(MessagingOptions.PasswordProvider)} must not both be set.";
        }

        string set = options.Password is not null ? nameof(MessagingOptions.Password)
            : options.PasswordProvider is not null ? nameof(MessagingOptions.PasswordProvider)
            : "";
        if (set.Length == 0)
        {
            yield break;
        }

        if (options.Principal is null)
        {
            yield return $"{set} is allowed only with a {nameof(MessagingOptions.Principal)}.";
        }

        if (options.Url is { IsAbsoluteUri: true } && PasswordTransport.FindProblem(options) is { } problem)
        {
            yield return $"{set} must not be sent: {problem}";
        }
    }

    private static IEnumerable<string> FindPrefixProblems(string? prefix)
    {
        foreach (string segment in (prefix ?? "").Split('/'))
        {
            if (!RoomName.IsValid(segment, out string? problem))
            {
                yield return $"{nameof(MessagingOptions.TopicPrefix)} is one or more segments joined by '/', each legal as a "
                    + $"room name. {problem}";
                yield break;
            }
        }
    }

    private static IEnumerable<string> FindLimitProblems(MessagingOptions options)
    {
        if (options.ConnectTimeout <= TimeSpan.Zero || options.ConnectTimeout > LongestRequest)
        {
            yield return $"{nameof(MessagingOptions.ConnectTimeout)} must be more than zero and at most {LongestRequest}.";
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > LongestRequest)
        {
            yield return $"{nameof(MessagingOptions.RequestTimeout)} must be more than zero and at most {LongestRequest}.";
        }

        if (options.InitialConnectTimeout is { } initial && !IsTimeToTry(initial))
        {
            yield return $"{nameof(MessagingOptions.InitialConnectTimeout)} must be from zero to {LongestReconnect}, or Timeout.InfiniteTimeSpan.";
        }

        if (!IsTimeToTry(options.ReconnectTimeout))
        {
            yield return $"{nameof(MessagingOptions.ReconnectTimeout)} must be from zero to {LongestReconnect}, or Timeout.InfiniteTimeSpan.";
        }

        if (options.ResumeTimeout < TimeSpan.Zero || options.ResumeTimeout > LongestRequest)
        {
            yield return $"{nameof(MessagingOptions.ResumeTimeout)} must be from zero to {LongestRequest}.";
        }

        if (options.CapabilityRefreshInterval != TimeSpan.Zero
            && (options.CapabilityRefreshInterval < ShortestRefresh || options.CapabilityRefreshInterval > LongestReconnect))
        {
            yield return $"{nameof(MessagingOptions.CapabilityRefreshInterval)} must be zero, or from {ShortestRefresh} to {LongestReconnect}.";
        }

        if (options.OutboxCapacity is < 0 or > 1_000_000)
        {
            yield return $"{nameof(MessagingOptions.OutboxCapacity)} must be from 0 to 1,000,000.";
        }

        if (!Enum.IsDefined(options.OutboxOverflow))
        {
            yield return $"{nameof(MessagingOptions.OutboxOverflow)} must be one of {nameof(OutboxOverflow)}.";
        }

        if (options.SendTimeout <= TimeSpan.Zero || options.SendTimeout > LongestReconnect)
        {
            yield return $"{nameof(MessagingOptions.SendTimeout)} must be more than zero and at most {LongestReconnect}.";
        }

        if (options.MaximumTextLength is < 1 or > 1_000_000)
        {
            yield return $"{nameof(MessagingOptions.MaximumTextLength)} must be from 1 to 1,000,000.";
        }
    }

    private static bool IsTimeToTry(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan || (time >= TimeSpan.Zero && time <= LongestReconnect);
}

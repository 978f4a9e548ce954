namespace Messaging.Interop.Tests.Security;

/// <summary>Why a subscription ended, by the JavaScript SDK's numbers.</summary>
internal static class UnsubscribeReasons
{
    /// <summary>The session may not read the topic any more.</summary>
    public const int Authorization = 3;
}

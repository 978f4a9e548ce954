#nullable disable
using PushTechnology.DiffusionCore.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Why a topic is no longer subscribed. Objects, not an enum: compare by <c>==</c>.</summary>
public sealed class TopicUnsubscribeReason : ByteCodeEnum<TopicUnsubscribeReason>
{
    /// <summary>The session asked for it.</summary>
    public static readonly TopicUnsubscribeReason REQUESTED = new(0, nameof(REQUESTED));

    /// <summary>Another session, or the server, took the subscription away.</summary>
    public static readonly TopicUnsubscribeReason CONTROL = new(1, nameof(CONTROL));

    /// <summary>The topic was removed.</summary>
    public static readonly TopicUnsubscribeReason REMOVAL = new(2, nameof(REMOVAL));

    /// <summary>The session may no longer read the topic.</summary>
    public static readonly TopicUnsubscribeReason AUTHORIZATION = new(3, nameof(AUTHORIZATION));

    /// <summary>A reason that this client does not know.</summary>
    public static readonly TopicUnsubscribeReason UNKNOWN = new(4, nameof(UNKNOWN));

    /// <summary>The session was too slow for what it subscribed to.</summary>
    public static readonly TopicUnsubscribeReason BACK_PRESSURE = new(5, nameof(BACK_PRESSURE));

    /// <summary>The session's branch mapping changed.</summary>
    public static readonly TopicUnsubscribeReason BRANCH_MAPPINGS = new(6, nameof(BRANCH_MAPPINGS));

    /// <summary>The server subscribes the session anew. Never on the wire: the client says so.</summary>
    public static readonly TopicUnsubscribeReason SUBSCRIPTION_REFRESH = new(7, nameof(SUBSCRIPTION_REFRESH));

    /// <summary>Another stream has taken the topic over. Never on the wire: the client says so.</summary>
    public static readonly TopicUnsubscribeReason STREAM_CHANGE = new(8, nameof(STREAM_CHANGE));

    private static readonly TopicUnsubscribeReason[] Members =
        [REQUESTED, CONTROL, REMOVAL, AUTHORIZATION, UNKNOWN, BACK_PRESSURE, BRANCH_MAPPINGS, SUBSCRIPTION_REFRESH, STREAM_CHANGE];

    private TopicUnsubscribeReason(byte code, string name)
        : base(code, name)
    {
    }

    /// <summary>Finds a reason by its code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The reason.</returns>
    /// <exception cref="ArgumentException">No reason has it.</exception>
    public static TopicUnsubscribeReason FromCode(byte code) =>
        Array.Find(Members, member => member.Code == code)
        ?? throw new ArgumentException($"No reason has the code {code}.", nameof(code));

    /// <summary>Finds a reason by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The reason.</returns>
    /// <exception cref="ArgumentException">No reason has it.</exception>
    public static TopicUnsubscribeReason ValueOf(string name) =>
        Array.Find(Members, member => member.Name == name)
        ?? throw new ArgumentException($"No reason is called '{name}'.", nameof(name));

    /// <summary>All reasons.</summary>
    /// <returns>A new list.</returns>
    public static IReadOnlyList<TopicUnsubscribeReason> Values() => [.. Members];
}

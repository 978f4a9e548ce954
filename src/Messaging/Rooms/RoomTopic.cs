using Messaging.Sessions;

namespace Messaging.Rooms;

/// <summary>The topic of a room: where it is, and what it has to be.</summary>
internal sealed record RoomTopic(RoomKind Kind, string Path, TopicDescription Description)
{
    private const string ValueType = "TIME_SERIES_EVENT_VALUE_TYPE";
    private const string RetainedRange = "TIME_SERIES_RETAINED_RANGE";
    private const string SubscriptionRange = "TIME_SERIES_SUBSCRIPTION_RANGE";

    /// <summary>How many messages a subscription to a time series may keep at hand: what it begins with, within bounds.</summary>
    public int TimelineCapacity =>
        Description.Properties.TryGetValue(SubscriptionRange, out string? range) && RangeExpression.FindLimit(range) is { } limit
            ? (int)Math.Clamp(limit, 100, 10_000)
            : 1_000;

    public static RoomTopic For(RoomOptions options, string path) => options.Kind switch
    {
        RoomKind.Live => new RoomTopic(RoomKind.Live, path, TopicDescription.Json),
        _ => new RoomTopic(RoomKind.History, path, new TopicDescription("TIME_SERIES", new OrderedDictionary<string, string>
        {
            [ValueType] = "json",
            [RetainedRange] = options.RetainedRange,
            [SubscriptionRange] = options.SubscriptionRange,
        })),
    };

    /// <summary>Whether what a subscription to this time series begins with is all that the server retains.</summary>
    public static bool DeliversAllRetained(TopicDescription description) =>
        description.Properties.TryGetValue(RetainedRange, out string? retained)
        && description.Properties.TryGetValue(SubscriptionRange, out string? delivered)
        && string.Equals(retained, delivered, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a subscription to this time series begins with nothing, whatever the server retains (TOPIC-82).</summary>
    public static bool DeliversNothing(TopicDescription description) =>
        !description.Properties.ContainsKey(SubscriptionRange)
        && string.Equals(description.Properties.GetValueOrDefault("PUBLISH_VALUES_ONLY"), "true", StringComparison.OrdinalIgnoreCase);

    public static string Describe(RoomKind kind) => $"{nameof(RoomKind)}.{kind}";

    /// <summary>Registers a listener for this kind of topic.</summary>
    public void Listen(ITopicSession session, ITopicListener listener)
    {
        if (Kind == RoomKind.Live)
        {
            session.AddListener(Path, listener);
        }
        else
        {
            session.AddSeriesListener(Path, listener);
        }
    }

    /// <summary>
    /// Adds the topic unless there is one that serves. A topic of the same type with other properties does, if its values are of the same type; so does any
    /// that somebody else added, when this principal may not add topics.
    /// </summary>
    public async Task EnsureAsync(ITopicSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.AddTopicAsync(Path, Description, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (IsRefusal(refusal))
        {
            TopicDescription? existing = await LookUpAsync(session, refusal, cancellationToken).ConfigureAwait(false);
            if (existing is null || !Serves(existing))
            {
                throw existing is null ? refusal : Mismatch(existing, refusal);
            }
        }
    }

    private bool Serves(TopicDescription existing) =>
        existing.Type == Description.Type
        && existing.Properties.GetValueOrDefault(ValueType) == Description.Properties.GetValueOrDefault(ValueType);

    /// <summary>Whether the server said no, as opposed to saying nothing.</summary>
    private static bool IsRefusal(MessagingException error) =>
        error.Code is MessagingErrorCode.NotPermitted or MessagingErrorCode.RoomKindMismatch or MessagingErrorCode.ServerError;

    private async Task<TopicDescription?> LookUpAsync(
        ITopicSession session, MessagingException refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await session.DescribeTopicAsync(Path, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException error) when (IsRefusal(error))
        {
            throw refusal;
        }
    }

    private MessagingException Mismatch(TopicDescription existing, MessagingException refusal) => new(
        MessagingErrorCode.RoomKindMismatch,
        $"The room needs a topic of type {Description} at '{Path}', but the topic that is there is {existing}. "
        + "Use another room name or prefix, or remove that topic.",
        innerException: refusal);
}

using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Features;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;

namespace Messaging.DiffusionClient.Fetching;

/// <summary>The wire's fetch request behind the public builder (TOPIC-36).</summary>
/// <param name="channel">Sends it.</param>
/// <param name="request">What was asked for so far; the selector comes last.</param>
/// <param name="reader">Reads the values; null if none were asked for.</param>
internal sealed class FetchQuery<TValue>(ServiceChannel channel, FetchRequest request, ValueReader<TValue>? reader) : IFetchRequest<TValue>
{
    public static FetchQuery<TValue> Create(ServiceChannel channel) => new(channel, new FetchRequest { Selector = string.Empty }, null);

    public IFetchRequest<TValue> From(string topicPath) => With(request with { From = Boundary(topicPath, inclusive: true) });

    public IFetchRequest<TValue> After(string topicPath) => With(request with { From = Boundary(topicPath, inclusive: false) });

    public IFetchRequest<TValue> To(string topicPath) => With(request with { To = Boundary(topicPath, inclusive: true) });

    public IFetchRequest<TValue> Before(string topicPath) => With(request with { To = Boundary(topicPath, inclusive: false) });

    public IFetchRequest<TValue> TopicTypes(IEnumerable<TopicType> topicTypes)
    {
        ArgumentNullException.ThrowIfNull(topicTypes);
        int types = 0;
        foreach (TopicType type in topicTypes)
        {
            types |= Enum.IsDefined(type) && type != TopicType.UNKNOWN
                ? 1 << (int)type
                : throw new ArgumentException($"No topic has the type {type}.", nameof(topicTypes));
        }

        return types != 0
            ? With(request with { TopicTypes = types })
            : throw new ArgumentException("Name at least one topic type.", nameof(topicTypes));
    }

    public IFetchRequest<T> WithValues<T>()
    {
        ValueReader<T> newReader = ValueTypes.RequireReadable<T>();
        int readable = 0;
        for (int type = 0; type <= (int)TopicTypeCode.RecordV2; type++)
        {
            readable |= newReader.CanRead((TopicTypeCode)type) ? 1 << type : 0;
        }

        FetchRequest changed = request with { WithValues = true, TopicTypes = readable & FetchRequest.AllTopicTypes };
        return new FetchQuery<T>(channel, changed, newReader);
    }

    public IFetchRequest<TValue> WithProperties() => With(request with { WithProperties = true });

    public IFetchRequest<TValue> WithSizes() => With(request with { WithSizes = true });

    public IFetchRequest<TValue> WithUnpublishedDelayedTopics() => With(request with { WithUnpublishedDelayedTopics = true });

    public IFetchRequest<TValue> First(int number) => With(request with { Limit = NotNegative(number) });

    // The last n are written as -n.
    public IFetchRequest<TValue> Last(int number) => With(request with { Limit = -NotNegative(number) });

    public IFetchRequest<TValue> MaximumResultSize(int maximumSize) => With(request with { MaximumResultSize = NotNegative(maximumSize) });

    public IFetchRequest<TValue> LimitDeepBranches(int deepBranchDepth, int deepBranchLimit) =>
        With(request with { DeepBranchDepth = NotNegative(deepBranchDepth), DeepBranchLimit = NotNegative(deepBranchLimit) });

    public Task<IFetchResult<TValue>> FetchAsync(string topics) => FetchAsync(topics, CancellationToken.None);

    public Task<IFetchResult<TValue>> FetchAsync(string topics, CancellationToken cancellationToken) =>
        SendAsync(request with { Selector = SelectorArgument.Parse(topics).Expression }, new Operation("Fetching", topics), cancellationToken);

    private static FetchBoundary Boundary(string topicPath, bool inclusive)
    {
        ArgumentNullException.ThrowIfNull(topicPath);
        return new FetchBoundary(topicPath, inclusive);
    }

    private static int NotNegative(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number;
    }

    private FetchQuery<TValue> With(FetchRequest changed) => new(channel, changed, reader);

    private async Task<IFetchResult<TValue>> SendAsync(FetchRequest complete, Operation operation, CancellationToken cancellationToken)
    {
        FetchResponse response = await channel.RequestAsync<FetchRequest, FetchResponse>(
            ServiceId.Fetch, complete, operation, cancellationToken).ConfigureAwait(false);
        try
        {
            return new FetchResult<TValue>([.. response.Topics.Select(Read)], response.HasMore);
        }
        catch (WireFormatException e)
        {
            throw new SessionException($"{operation} failed: a value cannot be read.", ErrorReason.INVALID_DATA, e);
        }
    }

    private TopicResult<TValue> Read(FetchedTopic topic)
    {
        TValue value = reader is not null && topic.Value is { } bytes && reader.CanRead(topic.Type) ? reader.Read(bytes) : default!;
        return new TopicResult<TValue>(topic, value);
    }
}

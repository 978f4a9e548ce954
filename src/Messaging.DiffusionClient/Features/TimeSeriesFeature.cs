#nullable disable annotations
using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.TimeSeries;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Values;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data;

namespace Messaging.DiffusionClient.Features;

/// <summary>Appends, edits and queries (TOPIC-73, TOPIC-74, TOPIC-76).</summary>
internal sealed class TimeSeriesFeature(ISession session, ServiceChannel channel) : ITimeSeries
{
    public ISession Session => session;

    public IRangeQuery<IBytes> RangeQuery => RangeQuery<IBytes>.Create(channel);

    public Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value) => AppendAsync(topicPath, value, CancellationToken.None);

    public Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value, CancellationToken cancellationToken)
    {
        (string type, ReadOnlyMemory<byte> bytes) = Check(topicPath, value);
        return AddAsync(ServiceId.Append, new AppendRequest(topicPath, type, bytes), Appending(topicPath), cancellationToken);
    }

    public Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value, DateTimeOffset timestamp) =>
        AppendAsync(topicPath, value, timestamp, CancellationToken.None);

    public Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value, DateTimeOffset timestamp, CancellationToken cancellationToken)
    {
        (string type, ReadOnlyMemory<byte> bytes) = Check(topicPath, value);
        AppendWithTimestampRequest request = new(topicPath, type, bytes, timestamp.ToUnixTimeMilliseconds());
        return AddAsync(ServiceId.AppendWithTimestamp, request, Appending(topicPath), cancellationToken);
    }

    public Task<IEventMetadata> EditAsync<TValue>(string topicPath, long originalSequence, TValue value) =>
        EditAsync(topicPath, originalSequence, value, CancellationToken.None);

    public Task<IEventMetadata> EditAsync<TValue>(string topicPath, long originalSequence, TValue value, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(originalSequence);
        (string type, ReadOnlyMemory<byte> bytes) = Check(topicPath, value);
        Operation operation = new("Editing an event of the time series", topicPath);
        return AddAsync(ServiceId.Edit, new EditRequest(topicPath, type, originalSequence, bytes), operation, cancellationToken);
    }

    private static Operation Appending(string path) => new("Appending to the time series", path);

    /// <summary>Makes the bytes of an event's value. Unlike a topic an event has no null, as with the official SDK.</summary>
    private static (string Type, ReadOnlyMemory<byte> Bytes) Check<TValue>(string topicPath, TValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(topicPath);
        ArgumentNullException.ThrowIfNull(value);
        DataType<TValue> dataType = ValueTypes.RequireWritable<TValue>();
        return (dataType.TypeName, dataType.Write(value));
    }

    private Task<IEventMetadata> AddAsync<TRequest>(ServiceId service, TRequest request, Operation operation, CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest> =>
        channel.RequestAsync<TRequest, EventMetadata, IEventMetadata>(
            service, request, operation, static metadata => Metadata.Of(metadata), cancellationToken);
}

#nullable disable annotations
using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionClient.Updates;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Services.Updates;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Features;

internal class TopicUpdateFeature(ISession session, ServiceChannel channel) : ITopicUpdate
{
    public ISession Session => session;

    public Task SetAsync<TValue>(string path, TValue value) => SetAsync(path, value, CancellationToken.None);

    public Task SetAsync<TValue>(string path, TValue value, CancellationToken cancellationToken) =>
        SetAsync(path, value, UpdateConstraint.None.Instance, cancellationToken);

    public Task SetAsync<TValue>(string path, TValue value, IUpdateConstraint constraint) =>
        SetAsync(path, value, constraint, CancellationToken.None);

    public Task SetAsync<TValue>(string path, TValue value, IUpdateConstraint constraint, CancellationToken cancellationToken) =>
        SetAsync(path, value, Constraint.ToWire(constraint), cancellationToken);

    public Task<TopicCreationResult> AddAndSetAsync<TValue>(string path, ITopicSpecification specification, TValue value) =>
        AddAndSetAsync(path, specification, value, CancellationToken.None);

    public Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        CancellationToken cancellationToken) =>
        AddAndSetAsync(path, specification, value, UpdateConstraint.None.Instance, cancellationToken);

    public Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        IUpdateConstraint constraint) =>
        AddAndSetAsync(path, specification, value, constraint, CancellationToken.None);

    public Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        IUpdateConstraint constraint,
        CancellationToken cancellationToken) =>
        AddAndSetAsync(path, specification, value, Constraint.ToWire(constraint), cancellationToken);

    private Task<EmptyMessage> SetAsync<TValue>(string path, TValue value, UpdateConstraint constraint, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        DataType<TValue> dataType = ValueTypes.RequireWritable<TValue>();
        SetTopicRequest request = new(path, dataType.TopicType, dataType.Write(value), constraint);
        return channel.RequestAsync<SetTopicRequest, EmptyMessage>(
            ServiceId.SetTopic, request, new Operation("Setting the topic", path), cancellationToken);
    }

    private Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        UpdateConstraint constraint,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> bytes = ValueTypes.RequireWritable<TValue>().Write(value);
        return SendAsync(new AddAndSetTopicRequest(path, Specification.ToWire(specification), bytes, constraint), cancellationToken);
    }

    private Task<TopicCreationResult> SendAsync(AddAndSetTopicRequest request, CancellationToken cancellationToken) =>
        channel.RequestAsync<AddAndSetTopicRequest, AddTopicResponse, TopicCreationResult>(
            ServiceId.AddAndSetTopic,
            request,
            new Operation("Adding and setting the topic", request.Path),
            static response => response.Created ? TopicCreationResult.CREATED : TopicCreationResult.EXISTS,
            cancellationToken);
}

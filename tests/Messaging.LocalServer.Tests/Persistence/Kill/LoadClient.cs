using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>A raw client that has several requests under way at once. Its server may die at any time, which it shows as an IOException.</summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private readonly RawClient _client;
    private readonly WireWriter _writer = new();
    private int _sent;
    private int _answered;

    private LoadClient(RawClient client) => _client = client;

    public static async Task<LoadClient> ConnectAsync(Uri server, string principal, string password)
    {
        RawClient client = await RawClient.ConnectAsync(server, RawClient.TargetFor(principal, password));
        client.Handshake[2].Should().Be(100, "{0} may sign in", principal);
        return new LoadClient(client);
    }

    public async Task SendAsync<T>(ServiceId service, T body)
        where T : IWireMessage<T>
    {
        _writer.Clear();
        Frame.WriteRequest(_writer, service, ++_sent, body);
        await _client.SendAsync(_writer.ToArray());
    }

    /// <summary>Reads the next answer, which has to be that of the oldest request that has none.</summary>
    public async Task<T> ReadAsync<T>()
        where T : IWireMessage<T>
    {
        byte[] payload;
        Frame frame;
        do
        {
            payload = (await _client.ReceiveAsync()).Payload;
            frame = Frame.Read(payload);
        }
        while (frame.Type == FrameType.Request);   // pings of the server

        frame.Type.Should().Be(FrameType.Response, "no request is refused, but this one: {0}", Convert.ToHexString(payload));
        frame.ConversationId.Should().Be(++_answered, "answers have the order of the requests");
        return frame.ReadBody<T>();
    }

    public async Task<TResponse> AskAsync<TRequest, TResponse>(ServiceId service, TRequest body)
        where TRequest : IWireMessage<TRequest>
        where TResponse : IWireMessage<TResponse>
    {
        await SendAsync(service, body);
        return await ReadAsync<TResponse>();
    }

    /// <summary>The topics that a selector matches, with their values.</summary>
    public async Task<IReadOnlyList<FetchedTopic>> FetchAsync(string selector)
    {
        FetchResponse response = await AskAsync<FetchRequest, FetchResponse>(ServiceId.Fetch, new FetchRequest { Selector = selector, WithValues = true });
        response.HasMore.Should().BeFalse();
        return response.Topics;
    }

    public Task<AddTopicResponse> AddAsync(string path, DiffusionWire.Values.TopicSpecification specification) =>
        AskAsync<AddTopicRequest, AddTopicResponse>(ServiceId.AddTopic, new AddTopicRequest(path, specification));

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}

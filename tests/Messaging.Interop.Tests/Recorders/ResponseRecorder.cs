using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Recorders;

/// <summary>Keeps what sessions of a filter answer to the vendor's .NET API.</summary>
public sealed class ResponseRecorder<TResponse> : IFilteredRequestCallback<TResponse>
{
    private readonly Channel<(string SessionId, TResponse? Response, Exception? Error)> _responses =
        Channel.CreateUnbounded<(string SessionId, TResponse? Response, Exception? Error)>();

    public void OnResponse(ISessionId sessionId, TResponse response) => _responses.Writer.TryWrite((sessionId.ToString()!, response, null));

    public void OnResponseError(ISessionId sessionId, Exception exception) =>
        _responses.Writer.TryWrite((sessionId.ToString()!, default, exception));

    /// <summary>The next answer.</summary>
    public Task<(string SessionId, TResponse? Response, Exception? Error)> NextAsync() => _responses.Reader.ReadAsync().Within();
}

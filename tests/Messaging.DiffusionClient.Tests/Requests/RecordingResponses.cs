using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Requests;

/// <summary>A callback for the answers of many sessions that writes down what it is told.</summary>
internal sealed class RecordingResponses<TResponse> : IFilteredRequestCallback<TResponse>
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public Exception? Throws { get; set; }

    public Task<string> NextAsync() => _told.Reader.ReadAsync().AsTask().Within();

    public string? TryNext() => _told.Reader.TryRead(out string? told) ? told : null;

    public void OnResponse(ISessionId sessionId, TResponse response)
    {
        _told.Writer.TryWrite($"{sessionId} {(response is IJSON json ? json.ToJSONString() : response)}");
        if (Throws is { } exception)
        {
            throw exception;
        }
    }

    public void OnResponseError(ISessionId sessionId, Exception exception) =>
        _told.Writer.TryWrite($"{sessionId} {exception.GetType().Name} {((DiffusionException)exception).Reason?.Code} {exception.Message}");
}

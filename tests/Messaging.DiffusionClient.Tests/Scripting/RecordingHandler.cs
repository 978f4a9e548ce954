using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>What an application registers: writes down what it is told, and throws when it is told so.</summary>
internal abstract class RecordingHandler : IStream
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    /// <summary>What it throws in its own callback, or null.</summary>
    public Exception? Throws { get; set; }

    /// <summary>The next thing that it is told.</summary>
    public Task<string> NextAsync() => _told.Reader.ReadAsync().AsTask().Within();

    /// <summary>What it was told already, or null.</summary>
    public string? TryNext() => _told.Reader.TryRead(out string? told) ? told : null;

    public void OnClose() => _told.Writer.TryWrite("close");

    public void OnError(ErrorReason errorReason) => _told.Writer.TryWrite($"error {errorReason.Code}");

    protected void Told(string what)
    {
        _told.Writer.TryWrite(what);
        if (Throws is { } exception)
        {
            throw exception;
        }
    }

    protected static string Text(IEnumerable<KeyValuePair<string, string>> properties) =>
        $"{{{string.Join(',', properties.Select(property => $"{property.Key}={property.Value ?? "null"}"))}}}";
}

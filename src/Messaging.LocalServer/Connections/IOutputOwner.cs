namespace Messaging.LocalServer.Connections;

/// <summary>Who hears what happens to the bytes of an <see cref="OutputBuffer"/>. Called outside its lock.</summary>
internal interface IOutputOwner
{
    /// <summary>The peer reads too slowly: more than <paramref name="maximumQueuedBytes"/> would have had to wait.</summary>
    void OnOutputOverflow(int maximumQueuedBytes);

    /// <summary>The peer cannot be written to any more.</summary>
    void OnOutputFailed(Exception exception);
}

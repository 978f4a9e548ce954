using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Connections;

/// <summary>A buffer of each thread to put one message together in.</summary>
/// <remarks>
/// Most connections are idle most of the time, so none of them has its own. Every use clears it first, and is over before the thread does
/// anything else: before it awaits, and before it calls anybody who might use it, too.
/// </remarks>
internal static class ThreadScratch
{
    [ThreadStatic]
    private static WireWriter? _writer;

    public static WireWriter Writer => _writer ??= new WireWriter();

    /// <summary>Lets go of a large buffer: one large answer must not hold its memory for as long as the thread lives.</summary>
    public static void Trim()
    {
        if (_writer?.Capacity > OutputBuffer.WriteChunk)
        {
            _writer = null;
        }
    }
}

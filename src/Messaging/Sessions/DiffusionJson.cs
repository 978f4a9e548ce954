using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Sessions;

/// <summary>The vendor's JSON values as text, and as the bytes that they are.</summary>
internal static class DiffusionJson
{
    [ThreadStatic]
    private static ByteSink? s_sink;

    /// <exception cref="FormatException">It is no JSON value.</exception>
    public static string ToText(IJSON json)
    {
        try
        {
            return json.ToJSONString();
        }
        catch (Exception error)
        {
            // Whatever the SDK throws for bytes that are no JSON value, to a room it is one thing.
            throw new FormatException("The topic's value is no JSON value.", error);
        }
    }

    /// <summary>
    /// The value's bytes, in a buffer of this thread that the next call uses again: the vendor's API gives copies only, and this
    /// one is not worth an array for each value.
    /// </summary>
    public static ReadOnlySpan<byte> ToCbor(IJSON json)
    {
        ByteSink sink = s_sink ??= new ByteSink();
        sink.Clear();
        json.CopyTo(sink);
        return sink.Written;
    }
}

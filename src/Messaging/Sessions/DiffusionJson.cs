using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Sessions;

/// <summary>The vendor's JSON values as text.</summary>
internal static class DiffusionJson
{
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
}

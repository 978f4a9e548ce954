namespace Messaging.Sessions;

/// <summary>A received JSON value, still in the form in which it came. Immutable.</summary>
internal abstract class TopicValue
{
    /// <summary>The value as JSON text. Decodes it, so not to be called on the session's thread.</summary>
    public abstract string ToJson();
}

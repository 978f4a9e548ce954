namespace Messaging.Sessions;

/// <summary>
/// A received JSON value, still in the form in which it came; of a time series, an event. Immutable.
/// </summary>
internal abstract class TopicValue
{
    /// <summary>The event's metadata; <see langword="null"/> when the topic is no time series.</summary>
    public virtual EventMetadata? Event => null;

    /// <summary>The metadata of the original event when this is an edit; otherwise <see langword="null"/>.</summary>
    public virtual EventMetadata? Original => null;

    /// <summary>The value as JSON text. Decodes it, so not to be called on the session's thread.</summary>
    /// <exception cref="FormatException">It is no JSON value.</exception>
    public abstract string ToJson();
}

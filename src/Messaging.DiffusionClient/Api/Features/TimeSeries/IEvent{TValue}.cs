#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>An event of a time series: an original, or an edit that overrides one. Immutable.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
public interface IEvent<TValue>
{
    /// <summary>The value.</summary>
    TValue Value { get; }

    /// <summary>The event's own metadata.</summary>
    IEventMetadata Metadata { get; }

    /// <summary>The metadata of the original event, never of an edit, if this is an edit; else <see cref="Metadata"/>.</summary>
    IEventMetadata OriginalMetadata { get; }

    /// <summary>Whether this is an edit.</summary>
    bool IsEditEvent { get; }
}

#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>What the events of a query's result are to each other.</summary>
public enum StreamStructure
{
    /// <summary>One event for each original, that which counts, in the order of <see cref="IEvent{TValue}.OriginalMetadata"/>.</summary>
    VALUE_EVENT_STREAM = 0,

    /// <summary>Originals and edits, in the order of <see cref="IEvent{TValue}.Metadata"/>.</summary>
    EDIT_EVENT_STREAM = 1,
}

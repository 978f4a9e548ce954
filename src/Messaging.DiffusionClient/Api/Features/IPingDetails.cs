#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>One round trip. Immutable.</summary>
public interface IPingDetails
{
    /// <summary>When the request was sent.</summary>
    DateTimeOffset Timestamp { get; }

    /// <summary>How long it took until the answer was read.</summary>
    TimeSpan RoundTripTimeSpan { get; }
}

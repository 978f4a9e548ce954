using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

internal sealed class FakeTopic(TopicDescription description)
{
    public TopicDescription Description { get; } = description;

    /// <summary>The value of a JSON topic.</summary>
    public string? Json { get; set; }

    /// <summary>The events of a time series; null when the topic is of another type.</summary>
    public FakeSeries? Series { get; } = description.Type == "TIME_SERIES" ? new FakeSeries(description.Properties) : null;

    /// <summary>What a new subscriber gets.</summary>
    public IEnumerable<TopicValue> InitialValues() =>
        Series is not null ? Series.InitialSet()
        : Json is not null ? [new FakeValue(Json)]
        : [];
}

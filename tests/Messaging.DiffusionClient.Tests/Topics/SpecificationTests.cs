using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Tests.Topics;

public sealed class SpecificationTests
{
    [Fact]
    public void WithProperty_ReturnsACopyAndReplacesInPlace()
    {
        ITopicSpecification plain = Diffusion.NewSpecification(TopicType.JSON);

        ITopicSpecification changed = plain.WithProperty("B", "1").WithProperty("A", "2").WithProperty("B", "3");

        plain.Properties.Should().BeEmpty();
        changed.Type.Should().Be(TopicType.JSON);
        changed.Properties.Select(property => $"{property.Key}={property.Value}").Should().Equal("B=3", "A=2");
        changed.WithProperties(new Dictionary<string, string> { ["C"] = "4" }).Properties.Keys.Should().Equal("C");
    }

    [Fact]
    public void Specifications_AreEqualByTypeAndProperties()
    {
        ITopicSpecification one = Diffusion.NewSpecification(TopicType.JSON).WithProperty("A", "1").WithProperty("B", "2");
        ITopicSpecification same = Diffusion.NewSpecification(TopicType.JSON).WithProperty("B", "2").WithProperty("A", "1");

        one.Equals(same).Should().BeTrue();
        one.GetHashCode().Should().Be(same.GetHashCode());
        one.Equals(same.WithProperty("A", "3")).Should().BeFalse();
        one.Equals(Diffusion.NewSpecification(TopicType.STRING).WithProperties(new Dictionary<string, string>(one.Properties))).Should().BeFalse();
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        ITopicSpecification plain = Diffusion.NewSpecification(TopicType.JSON);

        FluentActions.Invoking(() => plain.WithProperty(null, "x")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => plain.WithProperty("x", null)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => plain.WithProperties(null)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Diffusion.NewSpecification(TopicType.UNKNOWN)).Should().Throw<ArgumentException>();
    }
}

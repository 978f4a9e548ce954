using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

[Trait("Rule", "TOPIC-03")]
public sealed class TopicPathTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a/b/c", "a/b/c")]
    [InlineData("/a/b", "a/b")]
    [InlineData("a/b/", "a/b")]
    [InlineData("/a/b/", "a/b")]
    [InlineData("Chat/Default Room", "Chat/Default Room")]
    [InlineData("Chat/ünï 😀", "Chat/ünï 😀")]
    [InlineData(" ", " ")]
    [InlineData("a/ /b", "a/ /b")]
    [InlineData(">a", ">a")]
    public void TryNormalize_Path_DropsOneSlashAtEitherEnd(string path, string expected)
    {
        TopicPath.TryNormalize(path, out string? normalized, out string? problem).Should().BeTrue();

        normalized.Should().Be(expected);
        problem.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("///")]
    [InlineData("//a")]
    [InlineData("a//")]
    [InlineData("a//b")]
    [InlineData("a///b")]
    public void TryNormalize_EmptySegment_IsRefusedWithReason(string path)
    {
        TopicPath.TryNormalize(path, out string? normalized, out string? problem).Should().BeFalse();

        normalized.Should().BeNull();
        problem.Should().NotBeNullOrWhiteSpace();
    }
}

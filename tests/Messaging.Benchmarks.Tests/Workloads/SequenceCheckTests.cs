using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Tests.Workloads;

public sealed class SequenceCheckTests
{
    [Fact]
    public void Next_InOrder_CountsAcrossTheLastNumber()
    {
        SequenceCheck check = new();

        for (int message = 0; message < NumberedTexts.Count + 3; message++)
        {
            check.Next(message % NumberedTexts.Count);
        }

        check.End(NumberedTexts.Count + 3);
        check.Received.Should().Be(NumberedTexts.Count + 3);
    }

    [Theory]
    [InlineData(new[] { 0, 2 }, "*1 was lost or overtaken*")]
    [InlineData(new[] { 0, 0 }, "*0 came again*")]
    [InlineData(new[] { 0, 1, 2, 1 }, "*1 came again*")]
    [InlineData(new[] { 0, -1 }, "*none of ours*")]
    [InlineData(new[] { 1 }, "*0 was lost or overtaken*")]
    public void Next_NotTheNextMessage_IsRefused(int[] numbers, string reason)
    {
        SequenceCheck check = new();

        Action receive = () => Array.ForEach(numbers, check.Next);

        receive.Should().Throw<InvalidDataException>().WithMessage(reason);
    }

    [Fact]
    public void End_LastMessageLost_IsRefused()
    {
        SequenceCheck check = new();
        check.Next(0);

        check.Invoking(ended => ended.End(2)).Should().Throw<InvalidDataException>().WithMessage("2 messages were published and 1 received.");
    }
}

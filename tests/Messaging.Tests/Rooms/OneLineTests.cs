using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

/// <summary>Whoever chooses the name of a room writes no line of the log, and turns none around.</summary>
public sealed class OneLineTests : RoomTest
{
    [Theory]
    [InlineData("lobby\u2028The principal was lost", "Chat/lobby\\u2028The")]
    [InlineData("\u202eybbol", "Chat/\\u202eybbol")]
    [InlineData("lob\u200bby", "Chat/lob\\u200bby")]
    public async Task RoomName_WithOddCharacters_InLogAndErrors_IsEscaped(string name, string shown)
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync(name, new RoomOptions { Kind = RoomKind.History }).Within();

        var unknown = (await room.Awaiting(r => r.EditAsync(7, "x").Within()).Should().ThrowAsync<MessagingException>()).Which;
        await room.DisposeAsync();

        room.Name.Should().Be(name, "the room itself is called what it is called");
        unknown.Message.Should().Contain($"'{shown}");
        Log.Records.Where(record => record.EventId.Name is "RoomJoined" or "RoomLeft").Should().HaveCount(2)
            .And.OnlyContain(record => record.Message.Contains(shown) && record.Told.Contains($"Chat/{name}"));
        Log.Records.Select(record => record.Message).Append(unknown.Message)
            .Should().OnlyContain(text => !text.Any("\u2028\u202e\u200b".Contains));
    }

    [Fact]
    public void Exception_WithLinesInItsText_HasOne() =>
        new MessagingException(MessagingErrorCode.ServerError, "It says: \"a\r\nb\tc\0\" in 東京 😀").Message
            .Should().Be("It says: \"a\\u000d\\u000ab\\u0009c\\u0000\" in 東京 😀");
}

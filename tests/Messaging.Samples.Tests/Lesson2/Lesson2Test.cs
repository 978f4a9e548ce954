using Messaging.Samples.Tests.Lessons;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>Base of the tests that use the sample through a browser.</summary>
[Collection(nameof(Lesson2Collection))]
public abstract class Lesson2Test(Lesson2Site site) : LessonTest(site)
{
    /// <summary>The room's topic.</summary>
    protected string Topic => $"Chat/{Room}";

    /// <summary>Joins the test's room by the library, as another program would, and creates it if it is not there.</summary>
    /// <param name="client">The other program.</param>
    /// <param name="retainedRange">What the server keeps of the room.</param>
    protected async Task<IChatRoom> JoinByLibraryAsync(MessagingClient client, string retainedRange = "limit 1000") =>
        await client.JoinAsync(Room, new RoomOptions { Kind = RoomKind.History, RetainedRange = retainedRange }).Within();

    /// <summary>Posts <c>message 1.</c> and so on.</summary>
    protected static async Task PostAsync(IChatRoom room, int count, int first = 1)
    {
        foreach (int number in Enumerable.Range(first, count))
        {
            await room.SendAsync($"message {number}.").Within();
        }
    }
}

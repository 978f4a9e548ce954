using Messaging.Samples.Tests.Lessons;

namespace Messaging.Samples.Tests.Lesson1;

/// <summary>Base of the tests that use the sample through a browser.</summary>
[Collection(nameof(Lesson1Collection))]
public abstract class Lesson1Test(Lesson1Site site) : LessonTest(site)
{
    /// <summary>Joins the test's room by the library, as another program would.</summary>
    protected async Task<IChatRoom> JoinByLibraryAsync(MessagingClient client) => await client.JoinAsync(Room).Within();
}

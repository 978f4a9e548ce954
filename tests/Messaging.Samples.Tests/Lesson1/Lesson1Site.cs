using Messaging.Samples.Tests.Lessons;

namespace Messaging.Samples.Tests.Lesson1;

/// <summary>The sample of lesson 1.</summary>
public sealed class Lesson1Site() : LessonFixture("Lesson1.PublishSubscribe");

using Messaging.Samples.Tests.Lessons;

namespace Messaging.Samples.Tests.Lesson2;

/// <summary>The sample of lesson 2.</summary>
public sealed class Lesson2Site() : LessonFixture("Lesson2.TimeSeries");

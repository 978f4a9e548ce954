using System.Reflection;

namespace Lessons.Shared;

/// <summary>Where the pages of the lesson that runs are.</summary>
/// <param name="Assembly">The lesson's assembly.</param>
internal sealed record LessonAssembly(Assembly Assembly);

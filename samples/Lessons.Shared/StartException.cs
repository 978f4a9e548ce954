namespace Lessons.Shared;

/// <summary>A lesson cannot start. The text says why, and what to do.</summary>
/// <param name="message">The text.</param>
public sealed class StartException(string message) : Exception(message);

namespace Lessons.Shared;

/// <summary>The Diffusion server behind the lesson.</summary>
/// <param name="Url">Its address.</param>
/// <param name="IsOwn">Whether it is a local server that the lesson has started; otherwise somebody configured its address.</param>
public sealed record LessonServer(Uri Url, bool IsOwn);

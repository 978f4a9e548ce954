namespace Messaging.LocalServer.Security.Scripts;

/// <summary>One command of a script.</summary>
/// <typeparam name="TEditor">What changes a store.</typeparam>
/// <param name="Position">Where it stands.</param>
/// <param name="Run">Does it; throws a <see cref="ScriptException"/> if that is not possible.</param>
internal sealed record ScriptCommand<TEditor>(ScriptPosition Position, Action<TEditor> Run);

namespace Messaging.LocalServer.Security.Scripts;

/// <summary>A place in a script. Lines and columns, in UTF-16 code units, count from 1 (SEC-10).</summary>
internal readonly record struct ScriptPosition(int Line, int Column);

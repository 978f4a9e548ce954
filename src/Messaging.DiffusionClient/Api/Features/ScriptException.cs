#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The server does not accept a script, and has done nothing of it. The text lists what it finds wrong, never the script.</summary>
public class ScriptException : DiffusionException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="errors">What is wrong, in the server's order.</param>
    public ScriptException(string message, IReadOnlyList<IErrorReport> errors)
        : base(message, ErrorReason.INVALID_DATA) => Errors = errors;

    /// <summary>What is wrong, in the server's order.</summary>
    public IReadOnlyList<IErrorReport> Errors { get; }
}

#nullable disable
using PushTechnology.ClientInterface.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>The server does not understand a session filter.</summary>
public sealed class InvalidFilterException : ScriptException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What failed and why.</param>
    /// <param name="errors">What is wrong, in the server's order.</param>
    public InvalidFilterException(string message, IReadOnlyList<IErrorReport> errors)
        : base(message, errors)
    {
    }
}

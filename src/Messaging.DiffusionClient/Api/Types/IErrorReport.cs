#nullable disable
namespace PushTechnology.ClientInterface.Client.Types;

/// <summary>One thing that the server finds wrong in a script or a filter.</summary>
public interface IErrorReport
{
    /// <summary>What is wrong, in the server's words.</summary>
    string Message { get; }

    /// <summary>The line, as the server counts.</summary>
    int Line { get; }

    /// <summary>The column, as the server counts.</summary>
    int Column { get; }
}

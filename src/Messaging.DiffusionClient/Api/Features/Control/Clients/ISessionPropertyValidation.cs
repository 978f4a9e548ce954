#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Which values of a session property are accepted from a client: those that match, or some.</summary>
public interface ISessionPropertyValidation
{
    /// <summary>The regular expression, of the server's kind; null if the values are listed.</summary>
    string Regex { get; }

    /// <summary>The values; null if there is a regular expression.</summary>
    IReadOnlyCollection<string> Values { get; }
}

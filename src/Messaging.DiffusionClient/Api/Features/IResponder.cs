#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Takes the answer to a request. The first one counts; later ones are ignored. Thread-safe.</summary>
/// <typeparam name="TResponse">The answer's type.</typeparam>
public interface IResponder<in TResponse>
{
    /// <summary>Answers.</summary>
    /// <param name="response">The answer.</param>
    /// <exception cref="ArgumentException">There are no bytes for such a value. The request can still be answered.</exception>
    void Respond(TResponse response);

    /// <summary>Does not want the request.</summary>
    /// <param name="message">Why; the sender gets to read it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    void Reject(string message);
}

#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Makes <see cref="ISessionEventParameters"/>. Every method changes this builder and returns it. Not thread-safe.</summary>
public interface ISessionEventParametersBuilder
{
    /// <summary>Chooses sessions.</summary>
    /// <param name="filter">The filter, such as <c>$Principal ne ''</c>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="filter"/> is null.</exception>
    ISessionEventParametersBuilder Filter(string filter);

    /// <summary>Says which session properties to tell, instead of what was said before.</summary>
    /// <param name="properties">Keys; see <see cref="Session.SessionProperty"/>.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="properties"/> or one of them is null.</exception>
    ISessionEventParametersBuilder Properties(params string[] properties);

    /// <summary>Leaves out sessions that began earlier.</summary>
    /// <param name="timestamp">The time; counts in milliseconds.</param>
    /// <returns>This builder.</returns>
    ISessionEventParametersBuilder After(DateTimeOffset timestamp);

    /// <summary>Makes the parameters as they are now.</summary>
    /// <returns>The parameters.</returns>
    ISessionEventParameters Build();
}

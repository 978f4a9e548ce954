#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>Told how <see cref="ISessionFactory.Open(string, ISessionOpenCallback)"/> went: exactly one call.</summary>
public interface ISessionOpenCallback : ICallback
{
    /// <summary>The session is open.</summary>
    /// <param name="session">The session.</param>
    void OnOpened(ISession session);
}

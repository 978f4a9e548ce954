#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>What <see cref="ISession.ErrorNotified"/> tells.</summary>
public interface ISessionError
{
    /// <summary>A sentence for people.</summary>
    string Message { get; }
}

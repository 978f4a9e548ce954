#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>A group of operations of a session.</summary>
public interface IFeature
{
    /// <summary>The session.</summary>
    ISession Session { get; }
}

#nullable disable
namespace PushTechnology.ClientInterface.Client.Callbacks;

/// <summary>A callback that is called many times, until it is closed or fails.</summary>
public interface IStream : ICallback
{
    /// <summary>The application has removed the stream. No further callback follows.</summary>
    void OnClose();
}

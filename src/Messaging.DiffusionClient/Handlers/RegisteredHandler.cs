using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Handlers;

/// <summary>An object of the application that the server calls, by the number under which it was registered.</summary>
/// <param name="application">The object.</param>
internal abstract class RegisteredHandler(IStream application)
{
    /// <summary>What to call the application's object in a sentence.</summary>
    public string Name => application.GetType().ToString();

    /// <summary>The application has taken it back.</summary>
    public void OnClose() => application.OnClose();

    /// <summary>It is gone for another reason.</summary>
    public void OnError(ErrorReason reason) => application.OnError(reason);
}

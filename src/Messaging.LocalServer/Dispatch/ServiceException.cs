using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Dispatch;

/// <summary>A service refuses a request: its sender gets an error frame with this text and code.</summary>
internal sealed class ServiceException : Exception
{
    public ServiceException(int code, string message)
        : base(message) => Code = code;

    /// <summary>One of <see cref="ServiceErrorCode"/>.</summary>
    public int Code { get; }
}

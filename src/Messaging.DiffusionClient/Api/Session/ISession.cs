#nullable disable
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>A client's relation with a Diffusion server, from its opening to its close.</summary>
/// <remarks>
/// Thread-safe. After the close every operation fails with <see cref="SessionClosedException"/>.
/// Handlers and streams are called one at a time and in order, and must not block.
/// </remarks>
public interface ISession
{
    /// <summary>A change of <see cref="State"/>.</summary>
    event EventHandler<SessionListenerEventArgs> StateChanged;

    /// <summary>Something went wrong that no call and no stream is told of, such as a callback that threw.</summary>
    event EventHandler<SessionErrorHandlerEventArgs> ErrorNotified;

    /// <summary>The id that the server gave the session.</summary>
    ISessionId SessionId { get; }

    /// <summary>Who is connected; empty for an anonymous session.</summary>
    string Principal { get; }

    /// <summary>The state now.</summary>
    SessionState State { get; }

    /// <summary>The options that the session was opened with.</summary>
    ISessionAttributes Attributes { get; }

    /// <summary>Subscriptions, streams, fetch.</summary>
    ITopics Topics { get; }

    /// <summary>Creation and removal of topics.</summary>
    ITopicControl TopicControl { get; }

    /// <summary>Updates of topics.</summary>
    ITopicUpdate TopicUpdate { get; }

    /// <summary>Events of time series topics.</summary>
    ITimeSeries TimeSeries { get; }

    /// <summary>Round trips.</summary>
    IPings Ping { get; }

    /// <summary>Closes the session. Returns at once and may be called again; the server is told in the background.</summary>
    void Close();
}

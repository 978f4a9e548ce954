using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Requests;

/// <summary>A session that handles the requests for a branch of paths.</summary>
/// <param name="Session">Who handles them.</param>
/// <param name="Path">The root of the branch.</param>
/// <param name="StreamId">The session's own number for the handler.</param>
/// <param name="Properties">What it wants to know of the senders.</param>
internal sealed record RequestHandler(Session Session, string Path, int StreamId, PropertySelection Properties);

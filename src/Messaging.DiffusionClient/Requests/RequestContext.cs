using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Requests;

internal sealed record RequestContext(ISessionId SessionId, string Path, IReadOnlyDictionary<string, string> SessionProperties) : IRequestContext;

using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

internal sealed record SessionError(string Message) : ISessionError;

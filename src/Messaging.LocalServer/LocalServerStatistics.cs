namespace Messaging.LocalServer;

/// <summary>What a server holds at one moment: a server without clients and topics holds nothing.</summary>
/// <param name="Connections">WebSocket connections, also those without a session yet or any more.</param>
/// <param name="Sessions">Sessions, also those that have no connection at the moment.</param>
/// <param name="Topics">Topics.</param>
/// <param name="Subscriptions">Pairs of a session and a topic it is subscribed to.</param>
/// <param name="Selections">Selection scopes that sessions keep for topics added later.</param>
/// <param name="Timers">Timers: pings of sessions, sessions without a connection, bounds of connections that are closing.</param>
/// <param name="RetainedEvents">Events that time series topics hold.</param>
/// <param name="DisconnectedSessions">Those of the sessions that have no connection and may be taken up again.</param>
/// <param name="PendingConnections">TCP connections that were not let in as a session: not yet, or refused.</param>
public readonly record struct LocalServerStatistics(
    int Connections,
    int Sessions,
    int Topics,
    int Subscriptions,
    int Selections,
    int Timers,
    int RetainedEvents,
    int DisconnectedSessions = 0,
    int PendingConnections = 0);

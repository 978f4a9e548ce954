namespace Messaging.Benchmarks.Workloads;

/// <summary>Bytes of TCP payload for each message: WebSocket headers and the protocol's own included, TCP and IP headers not.</summary>
/// <param name="PublisherSends">From the publisher to the server.</param>
/// <param name="PublisherReceives">From the server to the publisher: answers, and in some peers the message itself.</param>
/// <param name="SubscriberReceives">From the server to a subscriber.</param>
/// <param name="SubscriberSends">From the subscriber to the server.</param>
internal sealed record WireBytes(double PublisherSends, double PublisherReceives, double SubscriberReceives, double SubscriberSends);

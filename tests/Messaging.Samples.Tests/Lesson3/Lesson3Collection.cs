namespace Messaging.Samples.Tests.Lesson3;

/// <summary>The tests that share one running sample and one browser. Each has accounts of its own; the room is the same for all.</summary>
[CollectionDefinition(nameof(Lesson3Collection))]
public sealed class Lesson3Collection : ICollectionFixture<Lesson3Site>;

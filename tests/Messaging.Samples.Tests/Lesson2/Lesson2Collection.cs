namespace Messaging.Samples.Tests.Lesson2;

/// <summary>The tests that share one running sample and one browser. Each has rooms of its own.</summary>
[CollectionDefinition(nameof(Lesson2Collection))]
public sealed class Lesson2Collection : ICollectionFixture<Lesson2Site>;

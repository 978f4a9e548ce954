namespace Messaging.Samples.Tests.Lesson1;

/// <summary>The tests that share one running sample and one browser. Each has rooms of its own.</summary>
[CollectionDefinition(nameof(Lesson1Collection))]
public sealed class Lesson1Collection : ICollectionFixture<Lesson1Site>;

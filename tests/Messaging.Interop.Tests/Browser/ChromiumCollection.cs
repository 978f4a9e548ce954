namespace Messaging.Interop.Tests.Browser;

/// <summary>The browser tests share one browser.</summary>
[CollectionDefinition]
public sealed class ChromiumCollection : ICollectionFixture<ChromiumFixture>;

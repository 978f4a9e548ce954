namespace Messaging.LocalServer.Tests.Support;

/// <summary>The collection of tests that measure the memory of the whole process: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory;

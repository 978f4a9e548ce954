using Xunit.Sdk;
using Xunit.v3;

// Allocations are those of the whole process, so one test runs at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]

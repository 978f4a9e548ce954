using Xunit.Sdk;
using Xunit.v3;

// Each test keeps the processors busy by itself, and most need what the first one makes.
[assembly: Parallelization(Mode = ParallelMode.None)]

// The full name: a package that comes with BenchmarkDotNet has a namespace CommandLine.
return await Messaging.Benchmarks.CommandLine.Create().Parse(args).InvokeAsync();

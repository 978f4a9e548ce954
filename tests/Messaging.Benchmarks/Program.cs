using Messaging.Benchmarks;

return await CommandLine.Create().Parse(args).InvokeAsync();

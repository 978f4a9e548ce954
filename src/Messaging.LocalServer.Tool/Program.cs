using System.CommandLine;
using Messaging.LocalServer.Tool;

// Ending every session in good order takes as long as the slowest client, which the server bounds itself: to 5 seconds.
InvocationConfiguration configuration = new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
return await ServerCommand.Create().Parse(args).InvokeAsync(configuration).ConfigureAwait(false);

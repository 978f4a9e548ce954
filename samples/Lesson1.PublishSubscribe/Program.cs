using Lesson1.PublishSubscribe;
using Lesson1.PublishSubscribe.Components;
using Messaging.LocalServer;
using Microsoft.AspNetCore.Connections;

// The app's own files lie beside its assembly, whichever directory it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is told below, in one sentence
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5080");
    builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = ListenSocket.BindHereOrToFreePort);
}

await using LocalDiffusionServer? ownServer = await DevelopmentServer.StartUnlessConfiguredAsync(builder.Configuration);

builder.Services.AddScoped<ChatSettings>(); // "scoped" in Blazor: one for each browser tab
builder.Services.AddScoped<ChatSession>();
builder.Services.AddRazorComponents().AddInteractiveServerComponents()
    .AddHubOptions(hub => hub.MaximumReceiveMessageSize = ChatSession.MaximumTransferSize);

await using WebApplication app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

try
{
    await app.StartAsync();
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{e.Message} Choose another address with --urls.");
    return 1;
}

foreach (string address in app.Urls)
{
    Console.WriteLine($"Chat page: {address}");
}

Console.WriteLine($"Diffusion server: {builder.Configuration[ChatSettings.UrlKey]}");
await app.WaitForShutdownAsync();
return 0;

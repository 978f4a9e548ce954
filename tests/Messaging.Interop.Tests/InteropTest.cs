using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.LocalServer;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests;

/// <summary>A test in which the official JavaScript SDK talks to a local server of its own.</summary>
public abstract class InteropTest : LoggedTest
{
    private readonly Lock _lock = new();
    private readonly List<IAsyncDisposable> _owned = [];

    /// <summary>The server, on a free port.</summary>
    protected LocalDiffusionServer Server { get; private set; } = null!;

    /// <summary>What roles may do on the servers of these tests, beside the default: here, everybody may do much.</summary>
    protected virtual string SecurityScript => LocalServerOptions.DevelopmentSecurityScript;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Server = Own(await LocalDiffusionServer.StartAsync(Configure(new LocalServerOptions())).Within());
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);

        // What was made last goes first: clients before their server.
        for (int i = _owned.Count - 1; i >= 0; i--)
        {
            await _owned[i].DisposeAsync().AsTask().Within();
        }

        await base.DisposeAsync();
    }

    /// <summary>Sets what all servers of these tests have in common: a free port, the log, permissions.</summary>
    protected LocalServerOptions Configure(LocalServerOptions options)
    {
        options.Port = 0;
        options.LoggerFactory = Log;
        options.SecurityScript = SecurityScript;
        options.PasswordIterations = 1000;

        // Of a real clock: who is slow, on a busy machine or as a process that has to be started first, is not to be cut, or decided without.
        options.AuthenticatorTimeout = options.CloseTimeout = options.HandshakeTimeout = options.RequestTimeout = WithinExtensions.Patience;
        foreach (LocalPrincipal principal in options.Principals)
        {
            TestSecrets.Disclose(principal.Name);
            TestSecrets.Conceal(principal.Password);
        }

        return options;
    }

    /// <summary>Disposes something when the test ends, before what was handed over earlier.</summary>
    protected T Own<T>(T resource)
        where T : IAsyncDisposable
    {
        lock (_lock)
        {
            _owned.Add(resource);
        }

        return resource;
    }

    /// <summary>A session of the JavaScript SDK, as the principal <c>admin</c>.</summary>
    protected async Task<JsSession> ConnectAsync() => Own(await JsSession.ConnectAsync(Server.Url, "admin", "password"));

    /// <summary>A JSON value from its text.</summary>
    protected static JsonNode? Json(string text) => JsonNode.Parse(text);

    /// <summary>The canonical text of a JSON value.</summary>
    protected static string Text(JsonElement value) => JsonSerializer.Serialize(value);
}

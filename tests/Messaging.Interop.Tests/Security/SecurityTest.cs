using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using Messaging.Tests.Recording;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Security;

/// <summary>A test in which sessions of both SDKs may do what the server's default roles permit, and no more.</summary>
public abstract class SecurityTest : InteropTest
{
    /// <summary>What the JavaScript SDK says when a session is refused.</summary>
    protected const int ConnectionDenied = 99;

    /// <summary>What either SDK says when a permission is missing.</summary>
    protected const int AccessDenied = 103;

    protected override string SecurityScript => "";

    /// <summary>A session of the JavaScript SDK.</summary>
    /// <param name="principal">Who; null for nobody.</param>
    /// <param name="password">The password; null for none.</param>
    /// <param name="properties">Session properties to propose.</param>
    protected async Task<JsSession> ConnectAsync(string? principal, string? password = "password", JsonObject? properties = null) =>
        Own(await JsSession.ConnectAsync(Server.Url, principal, password, properties is null ? null : new() { ["properties"] = properties }));

    /// <summary>A session of the vendor's .NET API.</summary>
    /// <param name="principal">Who; null for nobody.</param>
    /// <param name="password">The password.</param>
    /// <param name="properties">Session properties to propose.</param>
    protected async Task<ISession> OpenAsync(string? principal, string password = "password", Dictionary<string, string>? properties = null)
    {
        TestSecrets.Disclose(principal);
        TestSecrets.Conceal(password);
        ISessionFactory factory = principal is null ? Diffusion.Sessions : Diffusion.Sessions.Principal(principal).Password(password);
        ISession session = await factory.Properties(properties ?? []).ConnectionTimeout(60_000).OpenAsync(Server.Url.ToString()).Within();
        Own(new Closing(session));
        return session;
    }

    /// <summary>A .NET client, not connected.</summary>
    protected IMessagingClient CreateClient(string? principal, string? password = "password") => Own(RecordedClient.Create(
        new MessagingOptions { Url = Server.Url, Principal = principal, Password = password, DisplayName = principal ?? "somebody" }, Log));

    /// <summary>One call on a script builder of the JavaScript SDK.</summary>
    protected static JsonArray Call(string method, params JsonNode?[] arguments) => [method, .. arguments];

    /// <summary>A list as a script builder takes it.</summary>
    protected static JsonArray List(params string[] texts) => [.. texts];

    /// <summary>The texts of a list as the JavaScript SDK shows it.</summary>
    protected static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>The names of all principals in the store.</summary>
    protected static async Task<string[]> ReadPrincipalsAsync(JsSession session) =>
    [
        .. (await session.Security.GetAuthenticationAsync()).GetProperty("principals").EnumerateArray()
            .Select(one => one.GetProperty("name").GetString()!),
    ];

    /// <summary>The name that the vendor's .NET API has for an error.</summary>
    protected static string NameOf(ErrorReason reason) => typeof(ErrorReason).GetFields()
        .Single(field => field.IsStatic && reason.Equals(field.GetValue(null))).Name;

    /// <summary>What a call of the JavaScript SDK is refused with.</summary>
    protected static async Task<JsException> RefusedAsync(Func<Task> call) =>
        (await call.Should().ThrowAsync<JsException>()).Which;

    private sealed class Closing(ISession session) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            session.Close();
            return ValueTask.CompletedTask;
        }
    }
}

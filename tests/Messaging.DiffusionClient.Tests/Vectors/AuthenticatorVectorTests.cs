using System.Text.Json;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Security;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Security.Authentication;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>Questions to an authenticator, and the answers of the official SDK to them.</summary>
[Trait("Rule", "SEC-22, SEC-23")]
public sealed class AuthenticatorVectorTests : LoggedTest
{
    private const string Malformed = "authenticator MALFORMED";

    private static readonly Dictionary<string, string> LobbyProperties = new() { ["$Roles"] = "\"X\"", ["room"] = "lobby" };

    private static readonly Dictionary<string, Action<IAuthenticatorCallback>> Answers = new()
    {
        ["authenticator allow()"] = callback => callback.Allow(),
        ["authenticator allow({})"] = callback => callback.Allow(new Dictionary<string, string>()),
        ["authenticator allow(map)"] = callback => callback.Allow(LobbyProperties),
        ["authenticator abstain()"] = callback => callback.Abstain(),
        ["authenticator deny()"] = callback => callback.Deny(),
        ["authenticator cred type0 len0"] = callback => callback.Deny(),
        ["authenticator cred type2"] = callback => callback.Deny(),
        ["authenticator cred type1 empty"] = callback => callback.Deny(),
        ["authenticator anonymous (empty principal, no credentials)"] = callback => callback.Deny(),
        ["authenticator double"] = callback =>
        {
            callback.Allow();
            callback.Deny();
        },
    };

    public static TheoryData<string> Names => [.. Answers.Keys];

    public static TheoryData<string> MalformedNames =>
        [.. GoldenVectors.Security.Select(vector => vector.Name).Where(name => name.StartsWith(Malformed, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Question_OfTheVectors_IsAnsweredOnceAsTheOfficialSdkAnswersFirst(string name)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingAuthenticator authenticator = new() { Answer = Answers[name] };
        await RegisterAsync(scripted, authenticator);
        GoldenVector vector = GoldenVectors.Get(name);

        scripted.Connection.Give(vector.Bytes);
        scripted.Connection.Give("003801");

        (await authenticator.NextAsync()).Should().Be(Describe(vector.SdkResult.GetProperty("events")[0], vector.Bytes));
        Convert.ToHexStringLower(await scripted.Connection.TakeAsync()).Should().Be(vector.Entry.GetProperty("client_reply")[0].GetString());
        (await scripted.Connection.TakeAsync()).Should().Equal([0x06, 0x01], "one question, one answer");
    }

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public async Task Question_ThatCannotBeRead_IsRefusedWhereTheOfficialSdkSaysNothing(string name)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingAuthenticator authenticator = new();
        await RegisterAsync(scripted, authenticator);

        scripted.Connection.Give(GoldenVectors.Get(name).Bytes);

        byte[] answer = await scripted.Connection.TakeAsync();
        answer[0].Should().Be(0x07);
        answer[^1].Should().Be(106);
        authenticator.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Authenticator_Throws_IsRefusedAndDeregisteredByTheVectors()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingAuthenticator authenticator = new() { Throws = new InvalidOperationException("kaput") };
        await RegisterAsync(scripted, authenticator);
        GoldenVector vector = GoldenVectors.Get("authenticator throw");

        scripted.Connection.Give(vector.Bytes);

        (await authenticator.NextAsync()).Should().StartWith("'bob'");
        (await authenticator.NextAsync()).Should().Be("error 105");
        Convert.ToHexStringLower(await scripted.Connection.TakeAsync()).Should().Be(vector.Entry.GetProperty("client_reply")[0].GetString());
        ClientRequest deregistration = await scripted.TakeRequestAsync();
        deregistration.Should().Be(ClientRequest.Read(Convert.FromHexString(vector.Entry.GetProperty("client_reply")[1].GetString()!)));
        scripted.Connection.Give(deregistration.Answer());
        scripted.Connection.Give(GoldenVectors.Get("authenticator deny()").Bytes);
        (await scripted.Connection.TakeAsync()).Should().Equal([0x06, 0x05, 0x01], "who is gone abstains");
    }

    [Fact]
    public async Task Authenticator_Closed_IsDeregisteredByTheVector()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingAuthenticator authenticator = new();
        Task<IRegistration> registering = scripted.Session.AuthenticationControl.SetAuthenticationHandlerAsync("h2", authenticator);
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer());

        Task closing = (await registering.Within()).CloseAsync();

        ClientRequest request = await scripted.TakeRequestAsync();
        request.Should().Be(ClientRequest.Read(GoldenVectors.Get("authenticator deregister").Bytes) with { Conversation = request.Conversation });
        scripted.Connection.Give(request.Answer());
        await closing.Within();
        (await authenticator.NextAsync()).Should().Be("close");
    }

    internal static IEnumerable<string> Covered() =>
        [.. Answers.Keys, .. MalformedNames.Select(row => row.Data), "authenticator throw", "authenticator deregister"];

    /// <summary>Registers under the number 1, as in the vectors.</summary>
    private static async Task RegisterAsync(ScriptedSession scripted, RecordingAuthenticator authenticator)
    {
        Task<IRegistration> registering = scripted.Session.AuthenticationControl.SetAuthenticationHandlerAsync("h", authenticator);
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer());
        await registering.Within();
    }

    private static string Describe(JsonElement expected, byte[] question)
    {
        // The official client shows the same nothing for no credentials and for an empty password. The byte behind the principal tells.
        string principal = expected.GetProperty("principal").GetString()!;
        string type = question[3 + principal.Length + 1] switch { 0 => "NONE", 1 => "PLAIN_PASSWORD", _ => "CUSTOM" };
        JsonElement credentials = expected.GetProperty("credentials");
        string bytes = credentials.ValueKind switch
        {
            JsonValueKind.String => Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(credentials.GetString()!)),
            JsonValueKind.Object => credentials.GetProperty("bytes").GetString()!,
            _ => string.Empty,
        };
        return $"'{principal}' {type} {bytes} {Text(expected.GetProperty("sessionProperties"))} {Text(expected.GetProperty("proposedProperties"))}";
    }

    private static string Text(JsonElement properties) =>
        $"{{{string.Join(',', properties.EnumerateObject().Select(property => $"{property.Name}={property.Value}"))}}}";
}

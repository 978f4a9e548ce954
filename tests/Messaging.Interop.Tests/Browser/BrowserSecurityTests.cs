using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Security;
using Messaging.TestKit.Node;
using Microsoft.Playwright;

namespace Messaging.Interop.Tests.Browser;

/// <summary>
/// The security of the browser bundle of the official SDK, in headless Chromium: a representative part of what <c>Security/</c> asks of
/// the same SDK in Node. Where both are asked, they answer alike.
/// </summary>
[Collection<ChromiumCollection>]
public sealed class BrowserSecurityTests(ChromiumFixture chromium) : BrowserTest(chromium)
{
    private const int ConnectionDenied = 99;
    private const int AccessDenied = 103;
    private const string Lobby = "Chat/lobby";

    protected override string SecurityScript => "";

    [Fact]
    [Trait("Rule", "SESS-05")]
    public async Task SignIn_OfTheRightAndTheWrong_OfNobodyAndOfTheLocked()
    {
        IAccounts accounts = CreateClient("Ada").Accounts;
        await accounts.CreateAsync("O'Brien 東京", "it's \\ \"quoted\"", []).Within();
        await accounts.DenyAnonymousAsync().Within();
        IPage page = await OpenPageAsync(PageServer.Security);

        (await OpenAsync(page, "O'Brien 東京", "it's \\ \"quoted\"")).GetProperty("result").GetString().Should().Be("O'Brien 東京");
        (await accounts.LockAsync("O'Brien 東京").Within()).Should().Be(1);
        await page.WaitForFunctionAsync("() => seen.closed !== null");
        JsonElement[] refused =
        [
            await OpenAsync(page, "O'Brien 東京", "it's \\ \"quoted\""),
            await OpenAsync(page, "admin", "wr0ng"),
            await OpenAsync(page, "nobody", "wr0ng"),
            await OpenAsync(page, null, null),
        ];

        refused.Select(one => one.GetProperty("refused").GetProperty("id").GetInt32()).Should().OnlyContain(id => id == ConnectionDenied);
    }

    [Fact]
    [Trait("Rule", "SEC-13")]
    public async Task Stores_AreUpdatedByScriptsBuiltInTheBrowser()
    {
        IAccounts accounts = CreateClient("Ada").Accounts;
        IPage page = await OpenPageAsync(PageServer.Security);
        await OpenAsync(page, User, Password);

        foreach (string text in HostileTexts.All)
        {
            (await AttemptAsync(page, "calls => updateAuthentication(calls)", Calls(["addPrincipal", text, $"{text}!", new JsonArray("CLIENT", text)])))
                .TryGetProperty("refused", out _).Should().BeFalse("'{0}' is a name like any other", text);
            (await accounts.VerifyPasswordAsync(text, $"{text}!").Within()).Should().BeTrue();
            (await accounts.ListAsync().Within()).Single(account => account.Name == text).Roles.Should().BeEquivalentTo("CLIENT", text);
        }

        await AttemptAsync(page, "calls => updateSecurity(calls)", Calls(
            ["setPathPermissions", "CHAT_USER", "Chat", new JsonArray("SELECT_TOPIC", "READ_TOPIC", "UPDATE_TOPIC", "EDIT_OWN_TIME_SERIES_EVENTS")]));
        (await accounts.ListRolesAsync().Within()).Should().ContainEquivalentOf(ChatRole.User("CHAT_USER"));
        JsonElement broken = await AttemptAsync(page, "script => session.security.updateAuthenticationStore(script)", "remove principal 'admin'\nnonsense");
        JsonElement report = broken.GetProperty("refused").GetProperty("reports").EnumerateArray().Should().ContainSingle().Which;
        report.GetProperty("line").GetInt32().Should().Be(2);
        (await accounts.ListAsync().Within()).Should().Contain(account => account.Name == "admin", "a script is done as a whole or not at all");
    }

    [Fact]
    [Trait("Rule", "SEC-04")]
    public async Task Reauthentication_ChangesWhoTheSessionIs_UnlessRefused()
    {
        await CreateChatUsersAsync();
        IPage page = await OpenPageAsync(PageServer.Security);
        await OpenAsync(page, "alice", "pw");
        TestSecrets.Conceal("wr0ng");

        JsonElement wrong = await AttemptAsync(page, "([name, password]) => session.security.reauthenticate(name, password, {})", new[] { "bob", "wr0ng" });
        string stayed = await page.EvaluateAsync<string>("() => session.security.getPrincipal()");
        JsonElement right = await AttemptAsync(page, "([name, password]) => session.security.reauthenticate(name, password, {})", new[] { "bob", "pw" });

        (wrong.GetProperty("result").GetBoolean(), stayed, right.GetProperty("result").GetBoolean()).Should().Be((false, "alice", true));
        (await page.EvaluateAsync<string>("() => session.security.getPrincipal()")).Should().Be("bob");
    }

    /// <summary>The same error, by number and name, as in Node.</summary>
    [Fact]
    [Trait("Rule", "SEC-05")]
    public async Task CallsThatAreRefused_AreRefusedAsInNode()
    {
        await CreateChatUsersAsync();
        IPage page = await OpenPageAsync(PageServer.Security);
        await OpenAsync(page, "alice", "pw");
        JsSession node = Own(await JsSession.ConnectAsync(Url, "alice", "pw"));
        (string Browser, Func<Task> Node, string Permission)[] calls =
        [
            ("() => session.security.getSystemAuthenticationConfiguration()", node.Security.GetAuthenticationAsync, "VIEW_SECURITY"),
            ("() => session.security.getSecurityConfiguration()", node.Security.GetSecurityAsync, "VIEW_SECURITY"),
            ("() => updateAuthentication([['assignRoles', 'alice', ['ADMINISTRATOR']]])", () => node.Security.UpdateAuthenticationAsync(["assignRoles", "alice", new JsonArray("ADMINISTRATOR")]), "MODIFY_SECURITY"),
            ("() => updateSecurity([['setRoleIncludes', 'CHAT_USER', ['ADMINISTRATOR']]])", () => node.Security.UpdateSecurityAsync(["setRoleIncludes", "CHAT_USER", new JsonArray("ADMINISTRATOR")]), "MODIFY_SECURITY"),
            ("() => session.clients.close(session.sessionId.toString())", () => node.Clients.CloseAsync(node.SessionId), "MODIFY_SESSION"),
            ("() => session.select('Other/secret')", () => node.SelectAsync("Other/secret"), "SELECT_TOPIC"),
            ("() => session.topicUpdate.set('Other/secret', diffusion.datatypes.json(), 2)", () => node.SetAsync("Other/secret", "json", 2), "UPDATE_TOPIC"),
            ("() => session.topics.remove('Chat/lobby')", () => node.RemoveAsync(Lobby), "MODIFY_TOPIC"),
            ("() => session.timeseries.rangeQuery().forEdits().selectFrom('Chat/lobby')", () => node.QueryAsync(Lobby, ["forEdits"]), "QUERY_OBSOLETE_TIME_SERIES_EVENTS"),
        ];

        foreach ((string browser, Func<Task> inNode, string permission) in calls)
        {
            JsonElement refused = (await AttemptAsync(page, browser)).GetProperty("refused");
            JsException asInNode = (await inNode.Should().ThrowAsync<JsException>(browser)).Which;
            refused.GetProperty("id").GetInt32().Should().Be(AccessDenied, browser).And.Be(asInNode.Id);
            refused.GetProperty("name").GetString().Should().Be(asInNode.Name);
            refused.GetProperty("reason").GetString().Should().Contain(permission).And.Be(asInNode.Reason);
        }

        (await AttemptAsync(page, "() => session.security.getGlobalPermissions()")).GetProperty("result").GetArrayLength().Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "SEC-05")]
    public async Task ChatUser_ReadsPostsAndEditsOwnMessages_AndNoOthers()
    {
        IChatRoom room = await CreateChatUsersAsync();
        IPage page = await OpenPageAsync(PageServer.Security);
        await OpenAsync(page, "alice", "pw");
        await page.EvaluateAsync(
            """
            async path => {
              session.addStream(path, diffusion.datatypes.timeseries(diffusion.datatypes.json()))
                .on('value', (topic, specification, event) => seen.values.push([event.value.get().text, event.author]));
              await session.select(path);
            }
            """,
            Lobby);
        TestSecrets.Conceal("hello from alice");
        TestSecrets.Conceal("hello all of you");

        JsonElement posted = await AttemptAsync(page, "text => session.timeseries.append('Chat/lobby', { text, name: 'alice', timestamp: '' }).then(m => m.sequence)", "hello from alice");
        JsonElement edited = await AttemptAsync(
            page,
            "([sequence, text]) => session.timeseries.edit('Chat/lobby', sequence, { text, name: 'alice', timestamp: '' }).then(m => m.author)",
            new object[] { posted.GetProperty("result").GetInt64(), "hello all of you" });
        JsonElement others = await AttemptAsync(page, "() => session.timeseries.edit('Chat/lobby', 0, { text: 'forged', name: 'admin', timestamp: '' })");

        edited.GetProperty("result").GetString().Should().Be("alice");
        others.GetProperty("refused").GetProperty("reason").GetString().Should().Contain("EDIT_TIME_SERIES_EVENTS");
        await page.WaitForFunctionAsync("() => seen.values.length >= 3");
        (await page.EvaluateAsync<string[][]>("() => seen.values")).Should().BeEquivalentTo(
            new[] { ["welcome to the lobby", "admin"], ["hello from alice", "alice"], new[] { "hello all of you", "alice" } }, o => o.WithStrictOrdering());
        (await room.History.Latest().Select(m => (m.Text, m.NameIsAuthor)).ToArrayAsync().AsTask().Within())
            .Should().BeEquivalentTo(new[] { ("hello all of you", true), ("welcome to the lobby", (bool?)false) });
    }

    private static string Calls(params JsonArray[] calls) => new JsonArray([.. calls]).ToJsonString();

    private Task<JsonElement> OpenAsync(IPage page, string? principal, string? password) =>
        EvaluateAsync(page, "options => open(options)", Options(Url, principal, password));

    /// <summary>Lets the page call a function of its session, with an argument that is JSON if it is an array in text.</summary>
    private static Task<JsonElement> AttemptAsync(IPage page, string function, object? argument = null) =>
        EvaluateAsync(
            page,
            $"given => attempt(() => ({function})({(argument is string text && text.StartsWith("[[", StringComparison.Ordinal) ? "JSON.parse(given)" : "given")}))",
            argument);

    private static async Task<JsonElement> EvaluateAsync(IPage page, string function, object? argument) =>
        (await page.EvaluateAsync<JsonElement?>(function, argument))!.Value;

    /// <summary>What lesson 3 sets up: the role, two users who have it and nothing else, and a history room with a message.</summary>
    private async Task<IChatRoom> CreateChatUsersAsync()
    {
        IMessagingClient client = CreateClient("Ada");
        await client.Accounts.DefineRoleAsync(ChatRole.User("CHAT_USER")).Within();
        await client.Accounts.SetDefaultRolesAsync(named: []).Within();
        await client.Accounts.CreateAsync("alice", "pw", ["CHAT_USER"]).Within();
        await client.Accounts.CreateAsync("bob", "pw", ["CHAT_USER"]).Within();
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        await room.SendAsync("welcome to the lobby").Within();
        JsSession admin = await JoinServerAsync();
        await admin.AddAndSetAsync("Other/secret", "JSON", 1);
        return room;
    }
}

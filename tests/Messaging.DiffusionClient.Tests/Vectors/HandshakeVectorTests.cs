using System.Text;
using System.Text.RegularExpressions;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The request for a session, byte for byte, and every answer to it.</summary>
public sealed partial class HandshakeVectorTests : LoggedTest
{
    private static readonly Dictionary<string, (string Path, Func<ISessionFactory, ISessionFactory> Configure)> Requests = new()
    {
        ["connect_request_user_password"] = ("", factory => factory.Principal("user").Password("password")),
        ["connect_request_anonymous"] = ("", factory => factory),
        ["connect_request_principal_without_credentials"] = ("", factory => factory.Principal("bob")),
        ["connect_request_binary_credentials"] = ("", factory => factory.Principal("bob").Credentials(Diffusion.Credentials.Custom([1, 2, 3, 255]))),
        ["connect_request_reconnect_false"] = ("", factory => factory.Principal("user").Password("password").NoReconnection()),
        ["connect_request_reconnect_5000"] = ("", factory => factory.Principal("user").Password("password").ReconnectionTimeout(5000)),
        ["connect_request_session_properties"] =
            ("", factory => factory.Principal("user").Password("password").Property("dept", "R&D").Property("n", "5")),
        ["connect_request_custom_path"] = ("/my/path", factory => factory.Principal("user").Password("password")),
    };

    public static TheoryData<string> RequestNames => [.. Requests.Keys];

    public static TheoryData<string> RefusalNames => [.. GoldenVectors.Topics.Select(vector => vector.Name).Where(IsRefusal)];

    [Theory]
    [MemberData(nameof(RequestNames))]
    [Trait("Rule", "SESS-01, SESS-02, SEC-01")]
    public async Task Open_WithTheOptionsOfTheOfficialSdk_SendsItsRequestTarget(string name)
    {
        (string path, Func<ISessionFactory, ISessionFactory> configure) = Requests[name];
        ScriptedConnector connector = new();
        ScriptedConnection connection = connector.Accept(ScriptedSession.Accepted);

        ISession session = await configure(new SessionFactory(SessionOptions.Default with { Connector = connector }))
            .OpenAsync($"ws://scripted:8080{path}").Within();

        string target = EnvironmentProperty().Replace(connector.Targets.Single().RequestTarget, "%22%24Environment%22%3A%22NODE_linux_20.20.2%22");
        target.Should().Be(Encoding.ASCII.GetString(GoldenVectors.Get(name).Bytes));
        session.Close();
        connection.End();
        await ((ClientSession)session).Completion.Within();
    }

    [Fact]
    [Trait("Rule", "SESS-03, SESS-04")]
    public async Task Open_Accepted_GivesTheSessionOfTheVector()
    {
        GoldenVectors.Get("connect_response_ok").Hex.Should().Be(ScriptedSession.Accepted);

        await using ScriptedSession scripted = await ScriptedSession.OpenAsync(factory => factory.Principal("user"));

        scripted.Session.SessionId.ToString().Should().Be("1122334455667788-0000000000000001");
        scripted.Session.Principal.Should().Be("user");
        scripted.Session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
    }

    [Theory]
    [MemberData(nameof(RefusalNames))]
    [Trait("Rule", "SESS-05, SESS-06")]
    public async Task Open_Refused_FailsWithATypedText(string name)
    {
        ScriptedConnector connector = new();
        ScriptedConnection connection = connector.Accept(GoldenVectors.Get(name).Hex);
        ISessionFactory factory = new SessionFactory(SessionOptions.Default with { Connector = connector })
            .Principal("user").Password("s3cret-word").InitialRetryStrategy(new RetryStrategy(0, 0));

        Func<Task> open = () => factory.OpenAsync("ws://scripted:8080").Within();

        SessionEstablishmentException failure = (await open.Should().ThrowAsync<SessionEstablishmentException>()).Which;
        bool wrongPassword = name == "connect_response_116";
        (failure is AuthenticationException).Should().Be(wrongPassword);
        failure.Reason.Should().Be(wrongPassword ? ErrorReason.ACCESS_DENIED : ErrorReason.COMMUNICATION_FAILURE);
        failure.ToString().Should().Contain("ws://scripted:8080").And.NotContain("s3cret-word").And.NotContain("password=");
        await connection.Disposed.Within();
    }

    internal static IEnumerable<string> Covered() =>
        [.. Requests.Keys, "connect_response_ok", .. GoldenVectors.Topics.Select(vector => vector.Name).Where(IsRefusal)];

    private static bool IsRefusal(string name) =>
        name.StartsWith("connect_response_", StringComparison.Ordinal) && name != "connect_response_ok";

    [GeneratedRegex("%22%24Environment%22%3A%22DOTNET_[a-z]+_[0-9.]+%22")]
    private static partial Regex EnvironmentProperty();
}

using System.Text;
using Messaging.LocalServer;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Types;

namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>Accounts, roles and permissions over TLS.</summary>
public sealed class SecurityTests : LocalServerTests
{
    [Fact]
    public async Task Principal_AddedByScript_SignsInWithItsPasswordOnly()
    {
        ISession admin = await OpenTrustingAsync("admin", "password");
        ISystemAuthenticationControl store = admin.SystemAuthenticationControl;
        string name = "b'o\\b\nremove principal 'admin'";

        await store.UpdateStoreAsync(Concealed(store.Script.AddPrincipal(name, "s3cret'", ["CLIENT"]))).Within();

        (await store.GetSystemAuthenticationAsync().Within()).Principals.Select(principal => principal.Name).Should().Contain([name, "admin"]);
        (await OpenTrustingAsync(name, "s3cret'")).Principal.Should().Be(name);
        await FluentActions.Awaiting(() => OpenTrustingAsync(name, "s3cret")).Should().ThrowAsync<AuthenticationException>();
    }

    [Fact]
    public async Task Script_WithAnError_ChangesNothingAndSaysWhere()
    {
        ISession admin = await OpenTrustingAsync("admin", "password");
        ISystemAuthenticationControl store = admin.SystemAuthenticationControl;
        string script = Concealed(store.Script.AddPrincipal("carol", "pw", []).AddPrincipal("admin", "pw", []));

        ScriptException failure = (await FluentActions.Awaiting(() => store.UpdateStoreAsync(script).Within()).Should().ThrowAsync<ScriptException>()).Which;

        failure.Errors.Should().ContainSingle().Which.Message.Should().Contain("admin");
        (await store.GetSystemAuthenticationAsync().Within()).Principals.Should().NotContain(principal => principal.Name == "carol");
    }

    [Fact]
    public async Task Reauthentication_ChangesPrincipalAndPermissionsOrNothing()
    {
        ISession session = await OpenTrustingAsync("admin", "password");
        Dictionary<string, string> none = [];

        (await session.Security.ReauthenticateAsync("client", Diffusion.Credentials.Password(Concealed("wr0ng")), none).Within()).Should().BeFalse();
        session.Principal.Should().Be("admin");
        (await session.Security.GetGlobalPermissionsAsync().Within()).Should().Contain(GlobalPermission.MODIFY_SECURITY);

        (await session.Security.ReauthenticateAsync("client", Diffusion.Credentials.Password("password"), none).Within()).Should().BeTrue();
        session.Principal.Should().Be("client");
        (await session.Security.GetGlobalPermissionsAsync().Within()).Should().NotContain(GlobalPermission.MODIFY_SECURITY);
        (await session.Security.GetPermissionsForPathAsync("a/b").Within()).Should().Contain(PathPermission.READ_TOPIC);
        await FluentActions.Awaiting(() => session.SystemAuthenticationControl.GetSystemAuthenticationAsync().Within())
            .Should().ThrowAsync<SessionSecurityException>();
    }

    [Fact]
    public async Task Open_CertificateThatNobodyTrusts_FailsUnlessItIsAccepted()
    {
        Func<Task> open = () => As("admin", "password").OpenAsync(Url).Within();

        (await open.Should().ThrowAsync<SessionEstablishmentException>()).Which.Message.Should().Contain("certificate").And.NotContain("password");
        Url.Should().StartWith("wss://");
        (await OpenTrustingAsync("admin", "password")).State.Should().Be(SessionState.CONNECTED_ACTIVE);
    }

    protected override void Configure(LocalServerOptions options) => options.UseSelfSignedCertificate = true;

    private static string Concealed(string password)
    {
        TestSecrets.Conceal(password);
        return password;
    }

    private static string Concealed(IScriptBuilder builder)
    {
        string script = builder.ToScript();
        WireSecrets.Conceal(Encoding.UTF8.GetBytes(script));
        return script;
    }

    private Task<ISession> OpenTrustingAsync(string principal, string password) => As(principal, password)
        .CertificateValidation((_, _, _) => CertificateValidationResult.ACCEPT)
        .OpenAsync(Url)
        .Within();
}

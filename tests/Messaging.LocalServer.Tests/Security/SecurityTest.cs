using System.Text;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security;

/// <summary>Base of tests in which permissions count: a server with the default roles, and scripts as a control session sends them.</summary>
public abstract class SecurityTest : ServerTest
{
    // What is said of CLIENT at a path would else hide there what ADMINISTRATOR may do everywhere.
    protected override void Configure(LocalServerOptions options) => options.SecurityScript =
        """
        set roles for named sessions []
        set 'ADMINISTRATOR' includes []
        set 'ADMINISTRATOR' default path permissions [READ_TOPIC SELECT_TOPIC UPDATE_TOPIC MODIFY_TOPIC]
        """;

    private protected Task<RawClient> ConnectAsync(string principal, string password) => ConnectAsync(RawClient.TargetFor(principal, password));

    private protected Task<RawClient> AdminAsync() => ConnectAsync("admin", "password");

    /// <summary>Runs a script on the security store as <c>admin</c>, who disconnects when it is done.</summary>
    private protected async Task RunSecurityScriptAsync(string script)
    {
        RawClient admin = await AdminAsync();
        await UpdateAsync(admin, "3c", 1, script);
        await admin.CloseAsync();
    }

    /// <summary>Sends a script, and expects that it is done.</summary>
    private protected static async Task UpdateAsync(RawClient admin, string service, byte conversationId, string script)
    {
        if (service == "3a")
        {
            TestSecrets.Register(script);
        }

        WireWriter writer = new();
        writer.WriteString(script);
        await admin.SendAsync([0, .. Convert.FromHexString(service), conversationId, .. writer.WrittenSpan]);
        await admin.ExpectAsync($"06 {conversationId:x2} 00");
    }

    /// <summary>Compares the properties of a session, as another one sees them.</summary>
    private protected static Task ExpectPropertiesAsync(RawClient admin, byte conversationId, RawClient client, string keys, string properties) =>
        admin.RequestAsync($"00 43 {conversationId:x2} {client.SessionId} {keys}", $"06 {conversationId:x2} 01 {properties}");

    private protected static string Target(string principal, string password, string properties) =>
        RawClient.TargetFor(principal, password).Replace(
            Uri.EscapeDataString("{\"$Environment\":\"NODE_linux_20.20.2\"}"), Uri.EscapeDataString(properties), StringComparison.Ordinal);

    private protected static string Utf8(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}

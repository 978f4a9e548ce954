using System.Text;
using System.Text.RegularExpressions;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>The scripts that the official SDK's builders make have the forms that the rules give.</summary>
public sealed class ScriptVectorTests
{
    // SEC-14
    private const string Quoted = @"'(?:[^'\\]|\\['\\])*'";
    private const string Texts = $@"\[(?:{Quoted}(?: {Quoted})*)?\]";
    private const string Permissions = @"\[(?:\w+(?: \w+)*)?\]";

    // SEC-15
    private static readonly string[] AuthenticationCommands =
    [
        $"add principal {Quoted} {Quoted}(?: {Texts})?(?: locked by {Quoted})?",
        $"remove principal {Quoted}",
        $"assign roles {Quoted} {Texts}",
        $"set password {Quoted} {Quoted}",
        $"verify password {Quoted} {Quoted}",
        $"allow anonymous connections {Texts}",
        "deny anonymous connections",
        "abstain anonymous connections",
        $"trust client proposed property {Quoted} if value in {Texts}",
        $"trust client proposed property {Quoted} if value matches {Quoted}",
        $"ignore client proposed property {Quoted}",
    ];

    // SEC-16
    private static readonly string[] SecurityCommands =
    [
        $"set roles for anonymous sessions {Texts}",
        $"set roles for named sessions {Texts}",
        $"set {Quoted} permissions {Permissions}",
        $"set {Quoted} default path permissions {Permissions}",
        $"set {Quoted} path {Quoted} permissions {Permissions}",
        $"remove {Quoted} permissions for path {Quoted}",
        $"set {Quoted} includes {Texts}",
        $"isolate path {Quoted}",
        $"deisolate path {Quoted}",
        $"set role {Quoted} locked by principal {Quoted}",
    ];

    [Fact]
    [Trait("Rule", "SEC-14")]
    public void Scripts_Each_AreTheirUtf8Bytes() =>
        Scripts().Should().HaveCount(57).And.OnlyContain(vector => Encoding.UTF8.GetString(vector.Bytes) == vector.Text("script"));

    [Fact]
    [Trait("Rule", "SEC-15")]
    public void AuthenticationScripts_EveryCommand_HasAFormAndEveryFormIsUsed() => VerifyForms("authenticationScriptBuilder", AuthenticationCommands);

    [Fact]
    [Trait("Rule", "SEC-16")]
    public void SecurityScripts_EveryCommand_HasAFormAndEveryFormIsUsed() => VerifyForms("securityScriptBuilder", SecurityCommands);

    private static void VerifyForms(string builder, string[] commands)
    {
        string anyCommand = $"(?:{string.Join('|', commands)})";
        Regex script = new($@"\A(?:{anyCommand}(?:\n{anyCommand})*)?\z", RegexOptions.CultureInvariant);
        string[] scripts = [.. Scripts().Where(vector => vector.SdkCall.GetProperty("builder").GetString() == builder).Select(vector => vector.Text("script")!)];

        scripts.Should().NotBeEmpty().And.OnlyContain(text => script.IsMatch(text));
        commands.Should().OnlyContain(command => scripts.Any(text => Regex.IsMatch(text, $@"\A{command}\z", RegexOptions.CultureInvariant)));
    }

    private static IEnumerable<GoldenVector> Scripts() => GoldenVectors.Security.Where(vector => vector.Text("group") == "script-text");
}

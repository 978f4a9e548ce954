using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions.Filters;
using Messaging.TestKit.Fuzzing;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>The languages that clients may speak to the server: session filters and the scripts of both stores.</summary>
public sealed class LanguageFuzzTests
{
    private const int Rounds = 3000;

    private static readonly FilterSubject Subject = new(
        new Dictionary<string, string> { ["$Principal"] = "alice", ["room"] = "lobby", ["$Country"] = "" },
        ["CLIENT", "OPERATOR"]);

    [Fact]
    [Trait("Rule", "SEC-38")]
    public void SessionFilter_Mutated_IsReadOrRefusedWithItsPlace() => Feed(
        "session filters",
        new TextMutator(
            [
                "all",
                "room is 'lobby'",
                "$Principal eq \"alice\" and not (room ne 'x' or has $Country)",
                "hasRoles [CLIENT OPERATOR]",
                "hasRoles ('CLIENT', 'OPERATOR')",
                "room in 'a' 'b', 'c'",
                "room matches 'l.*y'",
            ],
            ["(", ")", "'", "\"", "\\", "not ", "and ", "or ", "all", "has ", "hasRoles ", "is ", "in ", "matches ", "(a+)+$", "[", "]", ",", "{9,9999}", "(?=", "\\1", "\\p{Lu}", "\0"],
            FuzzSettings.Seed),
        filter =>
        {
            try
            {
                SessionFilter.Parse(filter).Matches(Subject);
                return true;
            }
            catch (SessionFilterException e)
            {
                e.Message.Should().NotBeEmpty();
                return false;
            }
        });

    [Fact]
    [Trait("Rule", "SEC-16")]
    public void SecurityScript_Mutated_IsRunOrReported() => Feed(
        "security scripts",
        new TextMutator(
            [
                "set 'R' default path permissions [READ_TOPIC SELECT_TOPIC]\nset 'R' includes ['CLIENT' \"OPERATOR\"]",
                "set roles for anonymous sessions ['CLIENT']\nset roles for named sessions [\"A\" 'B']",
                "set \"R\" permissions [VIEW_SESSION REGISTER_HANDLER]",
                "set 'R' path 'a/b' permissions [MODIFY_TOPIC, UPDATE_TOPIC]\nremove 'R' permissions for path 'a/b'",
                "# comment\nisolate path 'x'\ndeisolate path \"x\"\nlock role 'R' to principal 'p'",
            ],
            ["'", "\"", "[", "]", ",", "\n", "\r\n", "#", "\\", "set ", "remove ", "path ", "permissions ", "default ", "includes ", "READ_TOPIC ", "roles ", "\0", "\u2028"],
            FuzzSettings.Seed),
        script => Run(new SecurityStore(DefaultRoles.Configuration).Update(script, principal: "p")));

    [Fact]
    [Trait("Rule", "SEC-15")]
    public void AccountScript_Mutated_IsRunOrReported() => Feed(
        "account scripts",
        new TextMutator(
            [
                "add principal 'p' 'secret'\nassign roles 'p' ['CLIENT' 'R']",
                "add principal \"q\" \"secret\" ['CLIENT']\nset password 'q' 'other'\nverify password 'q' 'other'",
                "allow anonymous connections ['CLIENT']\ndeny anonymous connections\nabstain anonymous connections",
                "trust client proposed property 'room' if value matches '.*'\nignore client proposed property 'room'",
                "trust client proposed property 'x' if value in ['a' 'b']\nremove principal 'p'",
            ],
            ["'", "\"", "[", "]", ",", "\n", "\r\n", "#", "\\", "add principal ", "remove ", "if value matches ", "(a+)+$", "if value in ", "trust ", "password ", "\0"],
            FuzzSettings.Seed),
        script => Run(new AccountStore(new AccountConfiguration(), passwordIterations: 1000).Update(script, principal: "p")));

    private static bool Run(IReadOnlyList<ErrorReport> errors)
    {
        errors.Should().NotContain(error => error.Message.Length == 0 || error.Line < 1 || error.Column < 1);
        return errors.Count == 0;
    }

    private static void Feed(string language, TextMutator mutator, Func<string, bool> read)
    {
        FuzzReport report = new($"text\t{language}");
        for (int round = 0; round < Rounds * FuzzSettings.Factor; round++)
        {
            string text = mutator.Next();
            try
            {
                report.Count(read(text));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Text {round} of the {language} with seed {FuzzSettings.Seed} failed: {text}", e);
            }
        }

        report.Publish();
        report.Accepted.Should().BePositive("mutations of what is right must not be refused altogether");
    }
}

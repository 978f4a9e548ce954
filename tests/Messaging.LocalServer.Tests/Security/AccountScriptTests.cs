using System.Text;
using CsCheck;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Tests.Security;

[Trait("Rule", "SEC-15")]
public sealed class AccountScriptTests
{
    private const int Iterations = 10;

    private readonly AccountStore _store = new(new AccountConfiguration(), Iterations);

    [Fact]
    public void Add_InEveryQuotingStyle_IsUnderstood()
    {
        Run("""

            ADD PRINCIPAL "bob" "it's" [ "CLIENT", "OTHER" ]
            add principal 'eve' 'p"w' ['A' 'B' 'A'] locked by 'admin'

            add principal 'zoe'	'a
            b'
            """).Should().BeEmpty();

        _store.Current.Accounts.Keys.Should().Equal("bob", "eve", "zoe");
        _store.Current.Accounts["bob"].Roles.Should().Equal("CLIENT", "OTHER");
        _store.Current.Accounts["eve"].Roles.Should().Equal("A", "B");
        _store.Current.Accounts["eve"].LockingPrincipal.Should().Be("admin");
        Matches("bob", "it's").Should().BeTrue();
        Matches("eve", "p\"w").Should().BeTrue();
        Matches("zoe", "a\nb").Should().BeTrue();
        Matches("zoe", "a b").Should().BeFalse();
    }

    [Fact]
    public void Run_EveryCommand_DoesWhatItSays()
    {
        Run("add principal 'a' '1'\nadd principal 'b' '2' ['X']\nadd principal 'c' '3'").Should().BeEmpty();

        Run("""
            remove principal 'c'
            assign roles 'a' ['R' 'S']
            assign roles 'b' []
            verify password 'a' '1'
            set password 'a' '9'
            verify password 'a' '9'
            allow anonymous connections ['GUEST']
            trust client proposed property 'room' if value in ['x' 'y']
            trust client proposed property 'age' if value matches '\\d+'
            trust client proposed property 'gone' if value in []
            ignore client proposed property 'gone'
            """).Should().BeEmpty();

        AccountConfiguration current = _store.Current;
        current.Accounts.Values.Select(account => (account.Name, string.Join(' ', account.Roles))).Should().Equal(("a", "R S"), ("b", ""));
        Matches("a", "9").Should().BeTrue();
        (current.AnonymousAction, current.AnonymousRoles.Single()).Should().Be((AnonymousConnectionAction.Allow, "GUEST"));
        current.TrustedProperties.Keys.Should().Equal("age", "room");
        current.TrustedProperties["room"].Accepts("x").Should().BeTrue();
        current.TrustedProperties["room"].Accepts("xy").Should().BeFalse();
        current.TrustedProperties["age"].Accepts("42").Should().BeTrue();
        current.TrustedProperties["age"].Accepts("42\n").Should().BeFalse();

        Run("deny anonymous connections").Should().BeEmpty();
        _store.Current.AnonymousAction.Should().Be(AnonymousConnectionAction.Deny);
        Run("abstain anonymous connections").Should().BeEmpty();
        _store.Current.AnonymousAction.Should().Be(AnonymousConnectionAction.Abstain);
    }

    [Theory]
    [InlineData("x", 1, 1, "This is 'x'. Expected 'add' or 'remove' or 'assign' or 'set' or 'verify' or 'allow' or 'deny' or 'abstain' or 'trust' or 'ignore'.")]
    [InlineData("add principal 'b'", 1, 18, "The line ends here. Expected a password in quotes.")]
    [InlineData("\n  add user 'b' 'p'", 2, 7, "This is 'user'. Expected 'principal'.")]
    [InlineData("add principal 'b' 'p' ['R'", 1, 27, "The line ends here. Expected a role in quotes.")]
    [InlineData("add principal 'b' 'secret' 'R'", 1, 28, "This is a text in quotes. Expected the end of the line.")]
    [InlineData("add principal 'b' 'sec\nret", 1, 19, "The text in quotes has no end.")]
    [InlineData("add principal 'b' 'a\\b'", 1, 21, "In quotes, a backslash stands before a quote or another backslash only.")]
    [InlineData("add principal 'b'; 'p'", 1, 18, "The character U+003B has no meaning outside of quotes.")]
    [InlineData("set password 'nobody' 'p'", 1, 1, "There is no principal 'nobody'.")]
    [InlineData(" remove principal 'nobody'", 1, 2, "There is no principal 'nobody'.")]
    [InlineData("add principal 'known' 'p'", 1, 1, "There is a principal 'known' already.")]
    [InlineData("verify password 'known' 'wrong'", 1, 1, "The password of 'known' is another one.")]
    [InlineData("trust client proposed property 'p' if value matches '(a)\\\\1'", 1, 1, "The regular expression looks around or refers back, which is not supported.")]
    [InlineData("trust client proposed property '$Roles' if value in []", 1, 1, "The property '$Roles' is the server's own: no client can propose it.")]
    [Trait("Rule", "SEC-10")]
    public void Run_WithAnError_ReportsWhereAndWhatAndChangesNothing(string script, int line, int column, string message)
    {
        Run("add principal 'known' 'right'").Should().BeEmpty();
        AccountConfiguration before = _store.Current;

        Run(script).Should().Equal(new ErrorReport(message, line, column));
        Run("deny anonymous connections\n" + script).Should().Equal(new ErrorReport(message, line + 1, column));

        _store.Current.Should().BeSameAs(before);
    }

    [Fact]
    [Trait("Rule", "SEC-10")]
    public void Run_WithSeveralErrors_ReportsEach()
    {
        Run("bad\nremove principal 'ok'\nadd principal\n\nworse 'x").Select(error => error.Line).Should().Equal(1, 3, 5);
        Run("remove principal 'a'\nadd principal 'a' 'p'\nremove principal 'b'").Select(error => error.Line).Should().Equal(1, 3);
        Run(string.Join('\n', Enumerable.Repeat("bad", 1000))).Should().HaveCount(StoreLimits.MaximumErrors);
    }

    [Fact]
    public void Lock_OfAPrincipal_StopsEverybodyElse()
    {
        Run("add principal 'vip' 'p' ['R'] locked by 'owner'").Should().BeEmpty();

        foreach (string change in new[] { "remove principal 'vip'", "assign roles 'vip' []", "set password 'vip' 'q'" })
        {
            Run(change, "admin").Should().Equal(new ErrorReport("The principal 'vip' is locked: only 'owner' may change it.", 1, 1));
        }

        Run("verify password 'vip' 'p'", "admin").Should().BeEmpty();
        Run("set password 'vip' 'q'", "owner").Should().BeEmpty();
        Matches("vip", "q").Should().BeTrue();
    }

    [Fact]
    public void Bounds_AreErrorsThatNameThem()
    {
        string longName = new('n', StoreLimits.MaximumNameLength + 1);
        string longPassword = new('p', StoreLimits.MaximumTextLength + 1);

        Run($"add principal '{longName}' 'p'").Single().Message.Should().Be("The text has 1025 characters; a principal has at most 1024.");
        Run($"add principal 'n' '{longPassword}'").Single().Message.Should().Be("The text has 4097 characters; a password has at most 4096.");
        Run(new string(' ', StoreLimits.MaximumScriptLength + 1)).Single().Message.Should().Contain("1048576 are possible");
        Run(string.Join('\n', Enumerable.Range(0, StoreLimits.MaximumPasswords + 1).Select(i => $"add principal 'p{i}' ''")))
            .Single().Should().Be(new ErrorReport("A script has at most 250 passwords.", 251, 22));
        Run($"assign roles 'n' [{string.Concat(Enumerable.Repeat("'r' ", StoreLimits.MaximumListLength + 1))}]").Single().Message.Should().Contain("at most 1000 items");
        _store.Current.Accounts.Should().BeEmpty();
    }

    [Fact]
    public void Add_HostileTexts_AreExactlyTheNameAndThePassword()
    {
        Gen<string> texts = Gen.OneOf(
            Among("' ['ADMINISTRATOR']", "\\", "'\nremove principal 'a", "\"", "\0", "locked by", "]", "add principal 'x' 'y'", "аdmin", "admin"),
            Gen.String[Gen.Char["'\"\\\n\r\t []a,\0é\u202e"], 1, 30]);

        Gen.Select(texts, texts).Where(pair => pair.Item1.Length > 0).Sample(pair =>
        {
            AccountStore store = new(new AccountConfiguration(), Iterations);

            store.Update($"add principal {Quote(pair.Item1)} {Quote(pair.Item2)}", "admin").Should().BeEmpty();

            Account account = store.Current.Accounts.Values.Single();
            account.Name.Should().Be(pair.Item1);
            account.Roles.Should().BeEmpty();
            account.LockingPrincipal.Should().BeNull();
            account.Password.Matches(Encoding.UTF8.GetBytes(pair.Item2)).Should().BeTrue();
        });
    }

    [Fact]
    public void Run_AnyText_AnswersWithReportsInsideOfIt()
    {
        Gen.OneOf(
            Gen.String[Gen.Char["'\"\\\n []x,#\0é"], 0, 40],
            Among("add", "principal", "'a'", "[", "]", "\n", "set", "password", "allow", "anonymous", "connections", " ", ",").Array[0, 15]
                .Select(parts => string.Join(' ', parts)))
            .Sample(script =>
            {
                int lines = script.Count(character => character == '\n') + 1;
                IReadOnlyList<ErrorReport> errors = new AccountStore(new AccountConfiguration(), Iterations).Update(script, "admin");
                errors.Where(error => error.Line < 1 || error.Line > lines || error.Column < 1 || error.Column > script.Length + 1).Should().BeEmpty();
            });
    }

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // As the SDK quotes.
    private static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private IReadOnlyList<ErrorReport> Run(string script, string principal = "admin") => _store.Update(script, principal);

    private bool Matches(string name, string password) => _store.Current.Accounts[name].Password.Matches(Encoding.UTF8.GetBytes(password));
}

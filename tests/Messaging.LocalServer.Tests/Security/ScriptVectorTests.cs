using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Security.Scripts;
using Messaging.TestKit.Vectors;

namespace Messaging.LocalServer.Tests.Security;

/// <summary>The official SDK's builders made these scripts.</summary>
[Trait("Rule", "SEC-14")]
public sealed class ScriptVectorTests
{
    // Names that nothing can have, and a permission that there is not: the builders check neither.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["auth.addPrincipal #12"] = "The name of a principal must not be empty.",
        ["sec.setGlobalPermissions #4"] = "There is no permission 'bogus' of this kind.",
        ["sec.setGlobalPermissions #5"] = "There is no permission 'UNKNOWN_GLOBAL_PERMISSION' of this kind.",
        ["sec.setDefaultPathPermissions #3"] = "There is no permission 'UNKNOWN_PATH_PERMISSION' of this kind.",
        ["sec.setPathPermissions #4"] = "The name of a path must not be empty.",
        ["sec.setRolesForNamedSessions #3"] = "The name of a role must not be empty.",
    };

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.Name)];

    private static IEnumerable<GoldenVector> Vectors => GoldenVectors.Security.Where(vector => vector.Text("group") == "script-text");

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ScriptOfTheBuilder_HasNoErrors(string name)
    {
        string script = System.Text.Encoding.UTF8.GetString(GoldenVectors.Get(name).Bytes);

        IReadOnlyList<ErrorReport> errors = Errors(name, script);

        errors.Select(error => error.Message).Should().Equal(Refused.TryGetValue(name, out string? message) ? [message] : []);
    }

    [Fact]
    public void Read_AllScriptsOfTheBuilderInOne_HasTheErrorsOfThoseThatAreRefused()
    {
        foreach (string kind in new[] { "auth", "sec" })
        {
            IEnumerable<GoldenVector> vectors = Vectors.Where(vector => vector.Name.StartsWith(kind + '.', StringComparison.Ordinal));
            string script = string.Join('\n', vectors.Select(vector => System.Text.Encoding.UTF8.GetString(vector.Bytes)));

            Errors(kind, script).Select(error => error.Message)
                .Should().Equal(Refused.Where(refused => refused.Key.StartsWith(kind + '.', StringComparison.Ordinal)).Select(refused => refused.Value));
        }
    }

    private static IReadOnlyList<ErrorReport> Errors(string name, string script)
    {
        IReadOnlyList<ErrorReport> errors;
        if (name.StartsWith("auth", StringComparison.Ordinal))
        {
            Script<AccountEditor>.Read(script, new AccountGrammar(passwordIterations: 1).ReadCommand, out errors);
        }
        else
        {
            Script<SecurityEditor>.Read(script, SecurityGrammar.ReadCommand, out errors);
        }

        return errors;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Messaging.TestKit;

/// <summary>What some tests need from the machine (Node, a browser) and a library cannot bring along.</summary>
public static class TestRequirements
{
    /// <summary>Set to 1 where everything is meant to be installed: what would be skipped then fails.</summary>
    public const string RequireAllVariable = "MESSAGING_REQUIRE_ALL_TESTS";

    /// <summary>Ends the test because the machine lacks something: as skipped, or as failed where nothing may be skipped.</summary>
    /// <param name="reason">What is missing and how to get it, for the reader of the test report.</param>
    [DoesNotReturn]
    public static void SkipOrFail(string reason)
    {
        if (Environment.GetEnvironmentVariable(RequireAllVariable) == "1")
        {
            Assert.Fail($"{reason} ({RequireAllVariable}=1 makes this a failure.)");
        }

        Assert.Skip(reason);
    }
}

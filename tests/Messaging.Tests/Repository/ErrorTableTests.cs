using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Tests.Repository;

/// <summary><c>docs/errors.md</c> says what the code does.</summary>
public sealed partial class ErrorTableTests
{
    private static readonly string Document = RepositoryFiles.Read("docs/errors.md");

    [Fact]
    public void Codes_InTheDocument_AreThoseOfTheEnum() =>
        CodeRow().Matches(Document).Select(row => row.Groups["code"].Value)
            .Should().Equal(Enum.GetNames<MessagingErrorCode>());

    [Fact]
    public void LogEvents_InTheDocument_AreThoseOfTheCode()
    {
        IEnumerable<LoggerMessageAttribute> events = typeof(MessagingLog)
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>();

        EventRow().Matches(Document)
            .Select(row => (int.Parse(row.Groups["id"].Value, CultureInfo.InvariantCulture), row.Groups["name"].Value, row.Groups["level"].Value))
            .Should().Equal(events.Select(e => (e.EventId, e.EventName!, e.Level.ToString())).Order());
    }

    [Fact]
    public void LogEvents_IdsAndNames_AreUnique()
    {
        LoggerMessageAttribute[] events =
        [
            .. typeof(MessagingClient).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>(),
        ];

        events.Should().NotBeEmpty();
        events.Select(e => e.EventId).Should().OnlyHaveUniqueItems();
        events.Select(e => e.EventName).Should().OnlyHaveUniqueItems();
    }

    /// <summary>Errors of the SDK that are recognised by name: a name that nothing bears would be recognised never.</summary>
    [Fact]
    public void ErrorsRecognisedByName_Exist()
    {
        string[] names =
        [
            .. typeof(DiffusionErrors).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
                .Where(field => field.IsLiteral)
                .Select(field => (string)field.GetRawConstantValue()!),
        ];

        names.Should().NotBeEmpty().And.BeSubsetOf(
            typeof(PushTechnology.ClientInterface.Client.Session.ISession).Assembly.GetExportedTypes().Select(type => type.Name));
    }

    [GeneratedRegex(@"^\| `(?<code>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"^\| (?<id>\d+) \| `(?<name>\w+)` \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}

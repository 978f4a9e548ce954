using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Messaging.LocalServer;
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

    /// <summary>Each package that logs, with its section. One that begins to is found by <see cref="LogEvents_AreLoggedHereOnly"/>.</summary>
    [Theory]
    [InlineData(typeof(MessagingClient), "Log events")]
    [InlineData(typeof(LocalDiffusionServer), "Log events of the local server")]
    public void LogEvents_InTheDocument_AreThoseOfTheCode(Type ofPackage, string heading)
    {
        (int, string, string)[] events = [.. EventsOf(ofPackage.Assembly).Order()];

        events.Should().NotBeEmpty();
        events.Select(e => e.Item1).Should().OnlyHaveUniqueItems();
        events.Select(e => e.Item2).Should().OnlyHaveUniqueItems();
        RowsOf(Section(heading)).Should().Equal(events);
    }

    [Fact]
    public void LogEvents_AreLoggedHereOnly() => RepositoryFiles.Find("src", "*.cs")
        .Where(file => RepositoryFiles.Read(file).Contains("[LoggerMessage(", StringComparison.Ordinal))
        .Select(file => file.Split('/')[1]).Distinct()
        .Should().BeEquivalentTo("Messaging", "Messaging.LocalServer");

    /// <summary>By its source: a build with the vendor's package does not have it.</summary>
    [Fact]
    public void EventsOfTheStandIn_InTheDocument_AreThoseOfTheCode() => RowsOf(Section("Events of the stand-in")).Should().Equal(
        SourceEvent().Matches(RepositoryFiles.Read("src/Messaging.DiffusionClient/Diagnostics/ClientEventSource.cs").ReplaceLineEndings("\n"))
            .Select(e => (int.Parse(e.Groups["id"].Value, CultureInfo.InvariantCulture), e.Groups["name"].Value, e.Groups["level"].Value)));

    /// <summary>Guides repeat some rows: whoever sets an alarm by them has to be right.</summary>
    [Fact]
    public void LogEvents_OfOtherDocuments_Exist()
    {
        (int, string)[] known = [.. EventsOf(typeof(MessagingClient).Assembly).Select(e => (e.Item1, e.Item2))];

        Documents.All.Where(document => document != "docs/errors.md")
            .SelectMany(document => MentionedEvent().Matches(Documents.Read(document)))
            .Select(row => (int.Parse(row.Groups["id"].Value, CultureInfo.InvariantCulture), row.Groups["name"].Value))
            .Should().NotBeEmpty().And.BeSubsetOf(known);
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

    private static IEnumerable<(int Id, string Name, string Level)> EventsOf(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(method => (method, attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
        .Where(e => e.attribute is not null)
        .Select(e => (e.attribute!.EventId, e.attribute.EventName ?? e.method.Name, e.attribute.Level.ToString()));

    private static IEnumerable<(int Id, string Name, string Level)> RowsOf(string section) => EventRow().Matches(section)
        .Select(row => (int.Parse(row.Groups["id"].Value, CultureInfo.InvariantCulture), row.Groups["name"].Value, row.Groups["level"].Value));

    private static string Section(string heading) =>
        Document.ReplaceLineEndings("\n").Split("\n## ").Single(section => section.StartsWith($"{heading}\n", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(?<code>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"^\| (?<id>\d+) \| `(?<name>\w+)` \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"\[Event\((?<id>\d+), Level = EventLevel\.(?<level>\w+)[^\n]*\n\s*public void (?<name>\w+)")]
    private static partial Regex SourceEvent();

    [GeneratedRegex(@"^\| (?<id>[12]\d{3}) \| `(?<name>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex MentionedEvent();
}

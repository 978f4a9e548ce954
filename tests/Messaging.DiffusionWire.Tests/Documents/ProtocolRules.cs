using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Tests.Documents;

/// <summary>The rules of docs/protocol, and who cites them.</summary>
internal sealed partial class ProtocolRules
{
    private ProtocolRules(string root)
    {
        string folder = Path.Combine(root, "docs", "protocol");
        Documents = Directory.GetFiles(folder, "*.md").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Sections = [.. Documents.Values.SelectMany(text => Section().Matches(text)).Select(match => (match.Groups[1].Value, match.Value))];
        Uncited = TableRow().Matches(Documents["README.md"][Documents["README.md"].IndexOf("## Rules that no test cites", StringComparison.Ordinal)..])
            .Select(match => match.Groups[1].Value).ToHashSet();
        CitedInSource = Citations(Path.Combine(root, "src"));
        CitedInTests = Citations(Path.Combine(root, "tests"));
    }

    public IReadOnlyDictionary<string, string> Documents { get; }

    /// <summary>Each rule's id and its whole text, in the order of the documents.</summary>
    public IReadOnlyList<(string Id, string Text)> Sections { get; }

    public IReadOnlySet<string> Uncited { get; }

    public IReadOnlyDictionary<string, string> CitedInSource { get; }

    public IReadOnlyDictionary<string, string> CitedInTests { get; }

    public static ProtocolRules Load()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Messaging.sln")))
            {
                return new ProtocolRules(folder.FullName);
            }
        }

        throw new InvalidOperationException("The tests do not run below the repository.");
    }

    /// <summary>The ids in a text; <c>WIRE-01 to WIRE-08</c> are the two ends.</summary>
    public static IEnumerable<string> IdsIn(string text) => Id().Matches(text).Select(match => match.Value);

    private static Dictionary<string, string> Citations(string folder)
    {
        Dictionary<string, string> citations = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(IsSource))
        {
            foreach (string id in IdsIn(File.ReadAllText(file)))
            {
                citations.TryAdd(id, Path.GetRelativePath(folder, file));
            }
        }

        return citations;
    }

    private static bool IsSource(string file) =>
        !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Documents");

    [GeneratedRegex(@"\b(?:WIRE|SESS|TOPIC|SEC)-\d{2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^### ((?:WIRE|SESS|TOPIC|SEC)-\d{2}) .*?(?=^##|\z)", RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| ((?:WIRE|SESS|TOPIC|SEC)-\d{2}) \| .+ \|$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex TableRow();
}

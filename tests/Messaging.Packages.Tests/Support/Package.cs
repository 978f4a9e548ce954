using System.IO.Compression;
using System.Xml.Linq;

namespace Messaging.Packages.Tests.Support;

/// <summary>A package file, taken apart.</summary>
internal sealed class Package
{
    private readonly Dictionary<string, byte[]> _files = [];

    public Package(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream content = entry.Open();
            var bytes = new MemoryStream();
            content.CopyTo(bytes);
            _files.Add(entry.FullName, bytes.ToArray());
            Times.Add(entry.LastWriteTime.DateTime);
        }

        string manifest = _files.Keys.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal));
        Metadata = XDocument.Load(new MemoryStream(_files[manifest])).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
    }

    /// <summary>The manifest.</summary>
    public XElement Metadata { get; }

    /// <summary>When its files were written, as it says.</summary>
    public HashSet<DateTime> Times { get; } = [];

    public IEnumerable<string> Files => _files.Keys;

    /// <summary>The ids of the packages that this one depends on, with versions.</summary>
    public Dictionary<string, string> Dependencies => Metadata.Descendants()
        .Where(e => e.Name.LocalName == "dependency")
        .ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

    /// <summary>What the manifest says under a name, or null.</summary>
    public XElement? Find(string name) => Metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name);

    public byte[] Bytes(string file) => _files[file];

    public string Text(string file) => System.Text.Encoding.UTF8.GetString(_files[file]);
}

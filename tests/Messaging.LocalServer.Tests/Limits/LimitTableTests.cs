namespace Messaging.LocalServer.Tests.Limits;

/// <summary>Whoever adds a limit tells the users of it.</summary>
public sealed class LimitTableTests
{
    private static readonly string[] Limits =
    [
        .. typeof(LocalServerOptions).GetProperties()
            .Select(property => property.Name)
            .Where(name => name.StartsWith("Maximum", StringComparison.Ordinal) || name.EndsWith("Timeout", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Readme_HasARowForEveryLimit()
    {
        string[] table = [.. File.ReadLines(RepositoryRoot.Combine("src/Messaging.LocalServer/README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

        Limits.Should().HaveCountGreaterThan(15);
        Limits.Where(limit => !table.Any(row => row.Contains($"`{limit}`", StringComparison.Ordinal))).Should().BeEmpty();
    }
}

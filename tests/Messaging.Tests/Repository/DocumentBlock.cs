namespace Messaging.Tests.Repository;

/// <summary>A fenced block of a document.</summary>
/// <param name="Document">The document's path.</param>
/// <param name="Line">The line of its first fence.</param>
/// <param name="Language">What stands behind the fence; empty for none.</param>
/// <param name="Code">What stands between the fences.</param>
internal sealed record DocumentBlock(string Document, int Line, string Language, string Code)
{
    public override string ToString() => $"{Document}:{Line}";
}

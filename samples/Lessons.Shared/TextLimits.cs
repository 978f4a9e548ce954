namespace Lessons.Shared;

/// <summary>How much text a message may have, and what that means for the way from the browser to the web server.</summary>
public static class TextLimits
{
    /// <summary>The longest text that can be sent, in UTF-16 code units.</summary>
    public const int MaximumTextLength = 100_000;

    /// <summary>
    /// What a browser may send at once, in bytes. Blazor's event of a changed text has the text in it twice, as JSON, where a
    /// character takes up to six bytes.
    /// </summary>
    public const int MaximumTransferSize = (2 * 6 * MaximumTextLength) + 65_536;
}

using System.Net;

namespace Lessons.Shared;

/// <summary>Who looks at a browser tab, as far as the web server knows. Scoped: one for each browser tab.</summary>
public sealed class Visitor
{
    /// <summary>The address that the page was fetched from; <see langword="null"/> when it is unknown.</summary>
    public IPAddress? Address { get; internal set; }
}

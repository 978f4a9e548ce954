using Microsoft.CodeAnalysis;

namespace Messaging.Analyzers;

/// <summary>The rules of this package, as docs/analyzers.md lists them.</summary>
internal static class Rules
{
    public const string NotDisposedId = "MSG0001";
    public const string GapLeftOutId = "MSG0002";
    public const string LiteralPasswordId = "MSG0003";
    public const string UnencryptedId = "MSG0004";
    public const string BlockingId = "MSG0005";

    private const string Reliability = "Reliability";
    private const string Security = "Security";

    public static readonly DiagnosticDescriptor NotDisposed = new(
        NotDisposedId,
        "A client or a room is not disposed",
        "{0} is never disposed: {1}",
        Reliability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A client holds a connection and a session of the server until it is disposed, and a room its subscription.");

    public static readonly DiagnosticDescriptor GapLeftOut = new(
        GapLeftOutId,
        "A switch over room events leaves out Gap",
        "This switch leaves out Gap, so a place where messages may be missing looks like one where none are",
        Reliability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A Gap is how a reader is told that messages may be missing. Whoever shows messages shows it, or reads what is missing from the history.");

    public static readonly DiagnosticDescriptor LiteralPassword = new(
        LiteralPasswordId,
        "A password is in the source",
        "A password is in the source, where everybody who has the code or the program can read it",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Take it from the configuration, from a secret store, or from the user: with MessagingOptions.PasswordProvider it is asked for when it is needed.");

    public static readonly DiagnosticDescriptor Unencrypted = new(
        UnencryptedId,
        "An unencrypted connection to another machine",
        "The connection to '{0}' is not encrypted: use wss://",
        Security,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Over ws:// everybody on the way reads the messages and can change them.");

    public static readonly DiagnosticDescriptor Blocking = new(
        BlockingId,
        "Blocking where code must not block",
        "'{0}' blocks the thread {1}: await instead",
        Reliability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A thread that waits can be the one that what it waits for needs. A reader that blocks falls behind and is told of a Gap.");
}

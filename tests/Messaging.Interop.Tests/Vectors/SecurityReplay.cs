using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>A request about security or other sessions, and the answer that the official SDK accepted.</summary>
/// <param name="Name">What the vectors of both have in common.</param>
internal sealed record SecurityReplay(string Name)
{
    /// <summary>The vectors' session id, for which that of the first session of bob is put.</summary>
    private const string SomeSession = "88ef99abc5e88c911101";

    /// <summary>The vectors' short session id in answers, for which that of the asking session is put.</summary>
    private const string ShortSession = "0507ac02";

    /// <summary>The client's vector.</summary>
    public string RequestName { get; init; } = $"{Name} (request)";

    /// <summary>The server's vector.</summary>
    public string AnswerName { get; init; } = $"{Name} (reply)";

    /// <summary>The request where no vector has it, in hexadecimal.</summary>
    public string? Request { get; init; }

    /// <summary>A script that the security store starts with.</summary>
    public string Security { get; init; } = "";

    /// <summary>A script that the system authentication store starts with.</summary>
    public string Accounts { get; init; } = "add principal 'bob' 'secret' ['CLIENT']";

    /// <summary>How many sessions bob has.</summary>
    public int Bobs { get; init; }

    /// <summary>Whether an anonymous session asks, instead of one of admin.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Whether it is refused: then the text is the server's own.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What the asking session does before, in hexadecimal; <c>BOB</c> is the id of bob's first session.</summary>
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>The request, to a session of bob if there is one.</summary>
    public string RequestTo(string? bob)
    {
        string hex = Request
            ?? (RequestName.Length == 0 ? GoldenVectors.Get(AnswerName).Text("for_request")! : GoldenVectors.Get(RequestName).Hex);
        return bob is null ? hex : hex.Replace(SomeSession, bob, StringComparison.Ordinal);
    }

    /// <summary>The answer, to the session that asks.</summary>
    public byte[] AnswerFor(string session) =>
        Convert.FromHexString(GoldenVectors.Get(AnswerName).Hex.Replace(ShortSession, $"{session}ac02", StringComparison.Ordinal));

    public override string ToString() => Name;
}

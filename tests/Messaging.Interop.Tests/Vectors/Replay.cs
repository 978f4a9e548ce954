using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>A request of the official SDK that the local server has to answer with the very bytes that the SDK accepted.</summary>
/// <param name="Name">The name of the server's vector: the answer.</param>
/// <param name="Request">The request, in hexadecimal.</param>
/// <param name="Setup">Requests that first bring the server into the state in which this answer is due.</param>
internal sealed record Replay(string Name, string Request, params string[] Setup)
{
    /// <summary>The client's vectors that this sends.</summary>
    public IReadOnlyList<string> Sent { get; init; } = [];

    /// <summary>The answer as the SDK accepted it.</summary>
    public byte[] Answer => GoldenVectors.Get(Name).Bytes;

    /// <summary>The vectors <c>X_request</c> and <c>X_response</c>.</summary>
    public static Replay Pair(string name, params string[] setup) =>
        new($"{name}_response", GoldenVectors.Get($"{name}_request").Hex, setup) { Sent = [$"{name}_request"] };

    public override string ToString() => Name;
}

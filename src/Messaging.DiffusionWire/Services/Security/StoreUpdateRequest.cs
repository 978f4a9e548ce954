using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>Change one of the two stores by a script (rule SEC-13). The answer is an <see cref="ErrorReportsResponse"/>.</summary>
/// <remarks>Scripts hold passwords, so the text of this request never contains the script and is safe in logs and exceptions.</remarks>
/// <param name="Script">The commands, one a line (rules SEC-14 to SEC-16).</param>
public readonly record struct StoreUpdateRequest(string Script) : IWireMessage<StoreUpdateRequest>
{
    /// <inheritdoc/>
    public static StoreUpdateRequest ReadFrom(ref WireReader reader) => new(reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteString(Script);

    /// <summary>The type alone.</summary>
    /// <returns>Never the script.</returns>
    public override string ToString() => nameof(StoreUpdateRequest);
}

using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>A session property that clients may propose (rule SEC-11).</summary>
/// <param name="Name">The property's key.</param>
/// <param name="Validation">Which values are trusted.</param>
public sealed record TrustedProperty(string Name, PropertyValidation Validation) : IWireMessage<TrustedProperty>
{
    internal const int SmallestSize = 3;

    /// <inheritdoc/>
    public static TrustedProperty ReadFrom(ref WireReader reader) => new(reader.ReadString(), PropertyValidation.ReadFrom(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Name);
        Validation.WriteTo(writer);
    }
}

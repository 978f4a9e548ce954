using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>Which values of a proposed session property are trusted (rule SEC-11). A closed set of cases, nested in this type.</summary>
public abstract record PropertyValidation : IWireMessage<PropertyValidation>
{
    private const byte MatchesCode = 0;
    private const byte OneOfCode = 1;

    private PropertyValidation()
    {
    }

    /// <inheritdoc/>
    public static PropertyValidation ReadFrom(ref WireReader reader)
    {
        byte code = reader.ReadByte();
        return code switch
        {
            MatchesCode => new Matches(reader.ReadString()),
            OneOfCode => new OneOf(WireLists.ReadTexts(ref reader)),
            _ => throw reader.Malformed($"unknown validation {code} of a property"),
        };
    }

    /// <inheritdoc/>
    public abstract void WriteTo(WireWriter writer);

    /// <summary>Values that match a regular expression.</summary>
    /// <param name="Pattern">The expression, in Java's dialect.</param>
    public sealed record Matches(string Pattern) : PropertyValidation
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(MatchesCode);
            writer.WriteString(Pattern);
        }
    }

    /// <summary>Some values.</summary>
    /// <param name="Values">These.</param>
    public sealed record OneOf(IReadOnlyList<string> Values) : PropertyValidation
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(OneOfCode);
            WireLists.WriteTexts(writer, Values);
        }
    }
}

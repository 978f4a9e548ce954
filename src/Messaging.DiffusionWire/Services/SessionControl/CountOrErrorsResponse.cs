using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>How many sessions something was done to, or why that cannot be told (rule SEC-36).</summary>
/// <param name="SessionCount">The number of sessions; 0 if there are errors.</param>
/// <param name="Errors">What is wrong with the filter; empty if it was accepted.</param>
public sealed record CountOrErrorsResponse(int SessionCount, IReadOnlyList<ErrorReport> Errors) : IWireMessage<CountOrErrorsResponse>
{
    private const byte CountCode = 0;
    private const byte ErrorsCode = 1;

    /// <inheritdoc/>
    public static CountOrErrorsResponse ReadFrom(ref WireReader reader)
    {
        byte code = reader.ReadByte();
        switch (code)
        {
            case CountCode:
                return new CountOrErrorsResponse(reader.ReadVarInt32(), []);
            case ErrorsCode:
                IReadOnlyList<ErrorReport> errors = WireLists.ReadList<ErrorReport>(ref reader, ErrorReport.SmallestSize);
                return errors.Count > 0 ? new CountOrErrorsResponse(0, errors) : throw reader.Malformed("neither a number of sessions nor errors");
            default:
                throw reader.Malformed($"{code} says neither a number of sessions nor errors");
        }
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        if (Errors.Count == 0)
        {
            writer.WriteByte(CountCode);
            writer.WriteVarInt32(SessionCount);
        }
        else
        {
            writer.WriteByte(ErrorsCode);
            WireLists.WriteList(writer, Errors);
        }
    }
}

using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Authentication;

/// <summary>What an authenticator decided (rule SEC-23). A closed set of cases, nested in this type.</summary>
public abstract record AuthenticateResponse : IWireMessage<AuthenticateResponse>
{
    private const byte DenyCode = 0;
    private const byte AbstainCode = 1;
    private const byte AllowCode = 2;

    private AuthenticateResponse()
    {
    }

    /// <inheritdoc/>
    public static AuthenticateResponse ReadFrom(ref WireReader reader)
    {
        byte code = reader.ReadByte();
        return code switch
        {
            DenyCode => Deny.Instance,
            AbstainCode => Abstain.Instance,
            AllowCode => new Allow(WireLists.ReadPairs(ref reader)),
            _ => throw reader.Malformed($"unknown decision {code} about a sign-in"),
        };
    }

    /// <inheritdoc/>
    public abstract void WriteTo(WireWriter writer);

    /// <summary>No.</summary>
    public sealed record Deny : AuthenticateResponse
    {
        private Deny()
        {
        }

        /// <summary>The only instance.</summary>
        public static Deny Instance { get; } = new();

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer) => writer.WriteByte(DenyCode);
    }

    /// <summary>Let others decide.</summary>
    public sealed record Abstain : AuthenticateResponse
    {
        private Abstain()
        {
        }

        /// <summary>The only instance.</summary>
        public static Abstain Instance { get; } = new();

        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer) => writer.WriteByte(AbstainCode);
    }

    /// <summary>Yes.</summary>
    /// <param name="Properties">The session properties to set, roles included.</param>
    public sealed record Allow(IReadOnlyList<KeyValuePair<string, string>> Properties) : AuthenticateResponse
    {
        /// <inheritdoc/>
        public override void WriteTo(WireWriter writer)
        {
            writer.WriteByte(AllowCode);
            WireLists.WritePairs(writer, Properties);
        }
    }
}

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>What the system authentication store does with sessions without a principal (rule SEC-11).</summary>
public enum AnonymousConnectionAction : byte
{
    /// <summary>Let them in, with roles that the store names.</summary>
    Allow = 0,

    /// <summary>Refuse them.</summary>
    Deny = 1,

    /// <summary>Leave them to the other authenticators.</summary>
    Abstain = 2,
}

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Keys that stand for several session properties (rule SEC-30).</summary>
public static class SessionPropertyKeys
{
    /// <summary>All fixed properties: those whose keys begin with <c>$</c>.</summary>
    public const string AllFixed = "*F";

    /// <summary>All properties of users.</summary>
    public const string AllUser = "*U";
}

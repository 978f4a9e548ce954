namespace Messaging.Testing;

/// <summary>How the end of a connection looks to who is cut off.</summary>
public enum CutKind
{
    /// <summary>A reset (RST), at once; what was not yet read may be lost, too.</summary>
    Reset,

    /// <summary>An orderly end (FIN); what was sent before it arrives. Then what the side still says is swallowed.</summary>
    Finish,
}

namespace Messaging.LocalServer.Sessions.Recovery;

/// <summary>What is to be done with a frame of a client.</summary>
internal enum FrameVerdict
{
    /// <summary>Handle it.</summary>
    Handle,

    /// <summary>It was handled before, and the client was right to repeat it, as it could not know.</summary>
    Skip,

    /// <summary>A client that repeats what was lost would not send it now: it repeats something else, and the lost frames are gone.</summary>
    Lost,
}

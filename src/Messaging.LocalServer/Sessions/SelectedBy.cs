namespace Messaging.LocalServer.Sessions;

/// <summary>Who selected a path for a session.</summary>
internal enum SelectedBy
{
    /// <summary>It is not selected.</summary>
    Nobody,

    /// <summary>The session, which needs the permission to select each path.</summary>
    Session,

    /// <summary>Another session that may change this one. It answers for the selection.</summary>
    Controller,
}

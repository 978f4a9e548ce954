#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The keys that stand for many session properties, and those of the properties that the server sets itself.</summary>
public static class SessionProperty
{
    /// <summary>Stands for all properties that the server sets.</summary>
    public static readonly string ALL_FIXED_PROPERTIES = "*F";

    /// <summary>Stands for all properties that applications set.</summary>
    public static readonly string ALL_USER_PROPERTIES = "*U";

    /// <summary>The session's id.</summary>
    public static readonly string SESSION_ID = "$SessionId";

    /// <summary>The principal; empty for an anonymous session.</summary>
    public static readonly string PRINCIPAL = "$Principal";

    /// <summary>The roles, quoted and separated by commas.</summary>
    public static readonly string ROLES = "$Roles";

    /// <summary>The kind of client, such as <c>DOTNET</c>.</summary>
    public static readonly string CLIENT_TYPE = "$ClientType";

    /// <summary>The client's address.</summary>
    public static readonly string CLIENT_IP = "$ClientIP";

    /// <summary>The transport, such as <c>WEBSOCKET</c>.</summary>
    public static readonly string TRANSPORT = "$Transport";

    /// <summary>What the client runs in.</summary>
    public static readonly string ENVIRONMENT = "$Environment";

    /// <summary>The server's name.</summary>
    public static readonly string SERVER_NAME = "$ServerName";

    /// <summary>The connector that the session came in by.</summary>
    public static readonly string CONNECTOR = "$Connector";

    /// <summary>When the session began, in milliseconds since 1970.</summary>
    public static readonly string START_TIME = "$StartTime";

    /// <summary>The country.</summary>
    public static readonly string COUNTRY = "$Country";

    /// <summary>The language.</summary>
    public static readonly string LANGUAGE = "$Language";

    /// <summary>The latitude, <c>NaN</c> if nobody knows.</summary>
    public static readonly string LATITUDE = "$Latitude";

    /// <summary>The longitude, <c>NaN</c> if nobody knows.</summary>
    public static readonly string LONGITUDE = "$Longitude";
}

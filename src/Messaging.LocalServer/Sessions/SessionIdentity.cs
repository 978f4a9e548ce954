using System.Globalization;
using Messaging.LocalServer.Security.Roles;

namespace Messaging.LocalServer.Sessions;

/// <summary>Who a session is and what is known of it, at one moment. Immutable: principal, roles and properties always fit.</summary>
internal sealed class SessionIdentity
{
    /// <summary>The key of the property that says who it is.</summary>
    public const string PrincipalKey = "$Principal";

    /// <summary>The key of the property that lists its roles.</summary>
    public const string RolesKey = "$Roles";

    private const char FixedPrefix = '$';
    private const string StartTimeKey = "$StartTime";

    /// <param name="principal">Who it is; empty if anonymous.</param>
    /// <param name="roles">What it may do.</param>
    /// <param name="properties">All properties, in the order of the wire. Those of principal and roles are put in.</param>
    public SessionIdentity(string principal, RoleList roles, IEnumerable<KeyValuePair<string, string>> properties)
    {
        Principal = principal;
        Roles = roles;
        Properties = properties
            .Select(property => property.Key switch
            {
                PrincipalKey => new KeyValuePair<string, string>(PrincipalKey, principal),
                RolesKey => new KeyValuePair<string, string>(RolesKey, roles.Text),
                _ => property,
            })
            .ToArray();
    }

    /// <summary>Who it is; empty if anonymous.</summary>
    public string Principal { get; }

    /// <summary>What it may do.</summary>
    public RoleList Roles { get; }

    /// <summary>Fixed and user-defined properties, in the order of the wire.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; }

    /// <summary>The same properties by key.</summary>
    public IReadOnlyDictionary<string, string> PropertyMap => field ??= CreateMap();

    /// <summary>When the session started: milliseconds since 1970-01-01 UTC, as the property <c>$StartTime</c> says.</summary>
    public long StartTime =>
        long.TryParse(PropertyMap.GetValueOrDefault(StartTimeKey), NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? time : 0;

    /// <summary>Whether a property is one that the server says, and not a user-defined one.</summary>
    public static bool IsFixed(string key) => key.StartsWith(FixedPrefix);

    public SessionIdentity With(RoleList roles) => new(Principal, roles, Properties);

    public SessionIdentity With(string principal, RoleList roles) => new(principal, roles, Properties);

    /// <summary>The same with other user-defined properties: exactly these.</summary>
    public SessionIdentity WithUserProperties(IEnumerable<KeyValuePair<string, string>> properties) => new(
        Principal,
        Roles,
        Properties.Where(property => IsFixed(property.Key)).Concat(properties.Where(property => !IsFixed(property.Key))));

    /// <summary>The same with other properties, fixed ones included. Those of principal and roles stay what they are.</summary>
    public SessionIdentity WithProperties(IEnumerable<KeyValuePair<string, string>> properties) => new(Principal, Roles, properties);

    // A client may propose a key twice.
    private Dictionary<string, string> CreateMap()
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        foreach ((string key, string value) in Properties)
        {
            map[key] = value;
        }

        return map;
    }
}

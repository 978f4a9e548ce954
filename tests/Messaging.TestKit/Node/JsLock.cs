using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>A session lock that a <see cref="JsSession"/> was granted.</summary>
public sealed class JsLock
{
    private readonly JsSession _session;
    private readonly int _id;

    internal JsLock(JsSession session, int id, JsonElement granted)
    {
        _session = session;
        _id = id;
        Name = granted.GetProperty("name").GetString()!;
        Sequence = granted.GetProperty("sequence").GetInt64();
        Scope = granted.GetProperty("scope").GetInt32();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its number, larger with each grant.</summary>
    public long Sequence { get; }

    /// <summary>0: until the session ends, 1: until its connection is lost.</summary>
    public int Scope { get; }

    /// <summary>Releases it. Whether the session had it.</summary>
    public async Task<bool> UnlockAsync() => (await _session.RunAsync("unlock", new() { ["id"] = _id })).GetBoolean();

    /// <summary>Whether the SDK says that the session has it.</summary>
    public async Task<bool> IsOwnedAsync() => (await _session.RunAsync("isLockOwned", new() { ["id"] = _id })).GetBoolean();
}

using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>A session property that changed (rule SEC-42).</summary>
public sealed record SessionPropertyChange : IWireMessage<SessionPropertyChange>
{
    internal const int SmallestSize = 3;

    private const byte AddedCode = 1;
    private const byte ChangedCode = 2;
    private const byte RemovedCode = 3;

    private SessionPropertyChange(string key, string? oldValue, string? newValue)
    {
        Key = key;
        OldValue = oldValue;
        NewValue = newValue;
    }

    /// <summary>The property's key.</summary>
    public string Key { get; }

    /// <summary>What it was; null if there was no such property.</summary>
    public string? OldValue { get; }

    /// <summary>What it is; null if there is no such property any more.</summary>
    public string? NewValue { get; }

    /// <summary>A property is there now.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="newValue">What it is.</param>
    /// <returns>The change.</returns>
    public static SessionPropertyChange Added(string key, string newValue) => new(key, null, newValue);

    /// <summary>A property has another value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="oldValue">What it was.</param>
    /// <param name="newValue">What it is.</param>
    /// <returns>The change.</returns>
    public static SessionPropertyChange Changed(string key, string oldValue, string newValue) => new(key, oldValue, newValue);

    /// <summary>A property is gone.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="oldValue">What it was.</param>
    /// <returns>The change.</returns>
    public static SessionPropertyChange Removed(string key, string oldValue) => new(key, oldValue, null);

    /// <inheritdoc/>
    public static SessionPropertyChange ReadFrom(ref WireReader reader)
    {
        string key = reader.ReadString();
        byte code = reader.ReadByte();
        return code switch
        {
            AddedCode => Added(key, reader.ReadString()),
            ChangedCode => Changed(key, reader.ReadString(), reader.ReadString()),
            RemovedCode => Removed(key, reader.ReadString()),
            _ => throw reader.Malformed($"a change of a property of the kind {code}"),
        };
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Key);
        writer.WriteByte(OldValue is null ? AddedCode : NewValue is null ? RemovedCode : ChangedCode);
        if (OldValue is not null)
        {
            writer.WriteString(OldValue);
        }

        if (NewValue is not null)
        {
            writer.WriteString(NewValue);
        }
    }
}

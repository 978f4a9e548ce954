#nullable disable
namespace PushTechnology.DiffusionCore.Client.Types;

/// <summary>An enumeration made of objects, each with a name and a code. Compare by <c>==</c>.</summary>
/// <typeparam name="T">The enumeration itself.</typeparam>
public abstract class ByteCodeEnum<T>
    where T : ByteCodeEnum<T>
{
    private protected ByteCodeEnum(byte code, string name)
    {
        Code = code;
        Name = name;
    }

    /// <summary>The code.</summary>
    public byte Code { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

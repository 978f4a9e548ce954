using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services;

/// <summary>The first fields of a handler's registration: the service that will call it, and a group (rules SEC-22, SEC-52).</summary>
internal static class HandlerTarget
{
    private const string Group = "default";

    public static void Read(ref WireReader reader, ServiceId expected)
    {
        int service = reader.ReadVarInt32();
        if (service != (int)expected)
        {
            throw reader.Malformed($"a handler for service {service} where {(int)expected} was expected");
        }

        // Groups are a thing of older protocols. Clients send the same one always.
        reader.ReadString();
    }

    public static void Write(WireWriter writer, ServiceId service)
    {
        writer.WriteVarInt32((int)service);
        writer.WriteString(Group);
    }
}

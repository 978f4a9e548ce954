using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

/// <summary>A topic of the vectors, and the values that a session which is subscribed to it has to get in their frames.</summary>
/// <param name="Notification">The vector of the subscription notification.</param>
/// <param name="Type">The byte of the topic type.</param>
/// <param name="Path">The topic path.</param>
/// <param name="Specification">The specification in hexadecimal.</param>
/// <param name="Frames">Vectors of value frames: what is behind the topic id is set, and that frame is due.</param>
/// <param name="Values">Vectors of values alone, as the SDK writes them.</param>
internal sealed record ValueReplay(
    string Notification, byte Type, string Path, string Specification, IReadOnlyList<string> Frames, IReadOnlyList<string> Values)
{
    public static IReadOnlyList<ValueReplay> All { get; } =
    [
        new(
            "notify_subscription_json", 0x0f, "j/t", "0f00",
            ["value_json_object", "value_json_definite_length", "value_json_null", "value_json_for_delta"],
            Named("cbor_json_value")),
        new(
            "notify_subscription_string", 0x11, "s/t", "1100",
            ["value_string", "value_string_null", "value_string_again"],
            Named("cbor_string_value")),
        new("notify_subscription_int64", 0x12, "i/t", "1200", ["value_int64", "value_int64_min"], Named("cbor_int64_value")),
        new("notify_subscription_double", 0x13, "d/t", "1300", ["value_double"], Named("cbor_double_value")),
        new("notify_subscription_binary", 0x0e, "b/t", "0e00", ["value_binary", "value_binary_empty"], []),
        new(
            "notify_subscription_with_properties", 0x0f, "j/props",
            "0f020f56414c49444154455f56414c554553047472756511444f4e545f52455441494e5f56414c55450474727565", [], []),
    ];

    public override string ToString() => Notification;

    private static string[] Named(string start) =>
        [.. GoldenVectors.Topics.Where(vector => vector.Name.StartsWith(start, StringComparison.Ordinal)).Select(vector => vector.Name)];
}

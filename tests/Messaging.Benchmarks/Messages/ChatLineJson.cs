using System.Text.Json.Serialization;

namespace Messaging.Benchmarks.Messages;

/// <summary>The JSON of peers that move bytes, by generated code.</summary>
[JsonSerializable(typeof(ChatLine))]
internal sealed partial class ChatLineJson : JsonSerializerContext;

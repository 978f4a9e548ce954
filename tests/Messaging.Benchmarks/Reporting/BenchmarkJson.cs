using System.Text.Json.Serialization;
using Messaging.Benchmarks.Growth;
using Messaging.Benchmarks.Peers.JavaScript;
using Messaging.Benchmarks.Running;
using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Reporting;

/// <summary>The JSON that processes of the benchmark exchange.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServerEndpoint))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(JavaScriptSettings))]
[JsonSerializable(typeof(BenchmarkRecord))]
[JsonSerializable(typeof(GrowthRecord))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;

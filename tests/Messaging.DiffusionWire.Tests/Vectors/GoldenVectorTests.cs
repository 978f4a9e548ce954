using System.Globalization;
using System.Text;
using System.Text.Json;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionWire.Tests.Vectors;

/// <summary>
/// Every golden vector that the project speaks: our reader takes it apart, the result agrees with what the official SDK
/// was called with or reported, and our writer gives back every byte.
/// </summary>
[Trait("Rule", "WIRE-30")]
public sealed class GoldenVectorTests
{
    // These numbers only ever grow: a change that makes a vector unreadable must not pass as one that is out of scope.
    private const int CoveredTopics = 411;
    private const int CoveredSecurity = 219;

    private static readonly Dictionary<string, string> DecodeOnly = new()
    {
        ["value_json_compressed"] = "another zlib writer, another stream",
        ["delta_string_compressed"] = "another zlib writer, another stream",
        ["value_json_definite_length"] = "maps of definite length are read; indefinite length is written, as the SDK does",
        ["delta_no_change_f6"] = "read, and never sent in a frame (TOPIC-61)",
    };

    public static TheoryData<string> InScope => [.. VectorCatalogue.All.Where(sorted => sorted.Kind != VectorKind.OutOfScope).Select(sorted => sorted.Vector.Name)];

    public static TheoryData<string> Answered =>
        [.. VectorCatalogue.All.Where(sorted => sorted.Kind == VectorKind.Service && ClientReplies(sorted.Vector).Any()).Select(sorted => sorted.Vector.Name)];

    [Theory]
    [MemberData(nameof(InScope))]
    public void Vector_InScope_DecodesAsSdkSaysAndEncodesByteForByte(string name)
    {
        VectorCase sorted = VectorCatalogue.All.Single(candidate => candidate.Vector.Name == name);

        byte[] written = RoundTrip(sorted);

        if (DecodeOnly.TryGetValue(name, out string? reason))
        {
            Hex.Of(written).Should().NotBe(sorted.Vector.Hex, "else '{0}' no longer needs its excuse: {1}", name, reason);
        }
        else
        {
            Hex.Of(written).Should().Be(sorted.Vector.Hex);
        }
    }

    /// <summary>What the SDK answered to a request of the server stands in the entry of the request.</summary>
    [Theory]
    [MemberData(nameof(Answered))]
    public void ClientReply_ToVector_DecodesAndEncodesByteForByte(string name)
    {
        GoldenVector vector = GoldenVectors.Get(name);
        Frame request = Frame.Read(vector.Bytes);
        foreach (string hex in ClientReplies(vector))
        {
            Frame reply = Frame.Read(Convert.FromHexString(hex));
            BodyCodec codec = reply.Type switch
            {
                FrameType.Response => BodyCodec.Services[request.Service].Response,
                FrameType.Error => BodyCodec.Error,
                _ => BodyCodec.Services[reply.Service].Request,
            };
            if (reply.Type != FrameType.Request)
            {
                reply.ConversationId.Should().Be(request.ConversationId);
            }

            Hex.Of(codec.Write(reply, codec.Read(reply.Body))).Should().Be(hex);
        }
    }

    [Fact]
    public void Coverage_OfBothFiles_IsPrintedAndDoesNotShrink()
    {
        StringBuilder report = new();
        int topics = Report(report, "vectors-topics.json", GoldenVectors.Topics);
        int security = Report(report, "vectors-security.json", GoldenVectors.Security);
        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Console.WriteLine(report);

        topics.Should().Be(CoveredTopics);
        security.Should().Be(CoveredSecurity);
    }

    [Fact]
    public void Scenario_TwoSessions_IsTheEndOfTheTopicsFile() =>
        GoldenVectors.TwoSessions.Select(frame => (frame.Direction, frame.Hex))
            .Should().Equal(GoldenVectors.Topics.TakeLast(GoldenVectors.TwoSessions.Count).Select(vector => (vector.Direction, vector.Hex)));

    private static IEnumerable<string> ClientReplies(GoldenVector vector) =>
        !vector.Entry.TryGetProperty("client_reply", out JsonElement reply) ? []
        : reply.ValueKind == JsonValueKind.Array ? reply.EnumerateArray().Select(hex => hex.GetString()!)
        : reply.ValueKind == JsonValueKind.String ? [reply.GetString()!]
        : [];

    private static byte[] RoundTrip(VectorCase sorted) => sorted.Kind switch
    {
        VectorKind.ConnectionRequest => ConnectionRequestOf(sorted.Vector),
        VectorKind.ConnectionResponse => ConnectionResponseOf(sorted.Vector),
        VectorKind.Service => ServiceOf(sorted),
        VectorKind.Malformed => RefusedOf(sorted),
        VectorKind.TopicData => TopicDataOf(sorted),
        VectorKind.Close => CloseOf(sorted.Vector),
        VectorKind.Value => ValueOf(sorted),
        VectorKind.Delta => DeltaOf(sorted.Vector),
        _ => throw new ArgumentOutOfRangeException(nameof(sorted), sorted.Kind, "Not in scope."),
    };

    private static byte[] ConnectionRequestOf(GoldenVector vector)
    {
        string target = Encoding.ASCII.GetString(vector.Bytes);
        target.Should().Be(vector.Text("url"));
        string[] parts = target.Split('?', 2);
        ConnectionRequest request = ConnectionRequest.Parse(parts[0], parts[1]);
        SdkView.Verify(vector, request);
        return Encoding.ASCII.GetBytes(request.ToRequestTarget());
    }

    private static byte[] ConnectionResponseOf(GoldenVector vector)
    {
        ConnectionResponse response = Message.Read<ConnectionResponse>(vector.Bytes);
        SdkView.Verify(vector, response);
        return Message.Write(response);
    }

    private static byte[] ServiceOf(VectorCase sorted)
    {
        Frame frame = Frame.Read(sorted.Vector.Bytes);
        if (sorted.Vector.Entry.TryGetProperty("conversation", out JsonElement conversation))
        {
            frame.ConversationId.Should().Be(conversation.GetInt32());
        }

        object message = sorted.Codec!.Read(frame.Body);
        if (sorted.Vector.Direction == VectorDirection.Client)
        {
            SdkView.VerifyRequest(sorted.Vector, message);
        }
        else
        {
            SdkView.VerifyResult(sorted.Vector, message);
        }

        return sorted.Codec.Write(frame, message);
    }

    private static byte[] RefusedOf(VectorCase sorted)
    {
        Action read = () => sorted.Codec!.Read(Frame.Read(sorted.Vector.Bytes).Body);
        read.Should().ThrowExactly<WireFormatException>();
        return sorted.Vector.Bytes;
    }

    private static byte[] TopicDataOf(VectorCase sorted)
    {
        Frame frame = Frame.Read(sorted.Vector.Bytes);
        byte[] value = sorted.NewValue(frame);
        SdkView.VerifyValue(sorted.Vector, sorted.TopicType, value);

        WireWriter writer = new();
        if (frame.IsCompressed)
        {
            ReadOnlyMemory<byte> data = FrameCompression.Decompress(frame.Body, 1 << 20);
            byte[] compressed = FrameCompression.Compress(data.Span);
            FrameCompression.Decompress(compressed, 1 << 20).Should().Equal(data.ToArray());
            Frame.WriteCompressed(writer, frame.Type, frame.TopicId, compressed);
        }
        else if (frame.Type == FrameType.Delta)
        {
            // Any delta that gives the value is legal, so ours is compared by what it does.
            BinaryDelta.Apply(sorted.PreviousValue, BinaryDelta.Diff(sorted.PreviousValue, value)).Should().Equal(value);
            Frame.WriteDelta(writer, frame.TopicId, frame.Body.Span[0] == 0xf6 ? [] : frame.Body.Span);
        }
        else
        {
            Frame.WriteValue(writer, frame.TopicId, Rewrite(sorted.TopicType, value));
        }

        return writer.ToArray();
    }

    private static byte[] CloseOf(GoldenVector vector)
    {
        WireWriter writer = new();
        if (Frame.Read(vector.Bytes).Type == FrameType.CloseRequest)
        {
            vector.Direction.Should().Be(VectorDirection.Client);
            Frame.WriteCloseRequest(writer);
        }
        else
        {
            vector.Direction.Should().Be(VectorDirection.Server);
            Frame.WriteClosed(writer);
        }

        return writer.ToArray();
    }

    private static byte[] ValueOf(VectorCase sorted)
    {
        SdkView.VerifyValue(sorted.Vector.SdkCall.GetProperty("value"), sorted.TopicType, sorted.Vector.Bytes);
        return Rewrite(sorted.TopicType, sorted.Vector.Bytes);
    }

    private static byte[] DeltaOf(GoldenVector vector)
    {
        byte[] from = Convert.FromHexString(vector.SdkCall.GetProperty("from").GetString()!);
        byte[] to = Convert.FromHexString(vector.SdkCall.GetProperty("to").GetString()!);
        BinaryDelta.Apply(from, vector.Bytes).Should().Equal(to);
        return BinaryDelta.Diff(from, to);
    }

    private static byte[] Rewrite(TopicTypeCode type, byte[] value) => type switch
    {
        TopicTypeCode.Json => JsonCbor.FromJson(JsonCbor.ToJson(value)),
        TopicTypeCode.String => ScalarCbor.FromString(ScalarCbor.ToString(value)),
        TopicTypeCode.Int64 => ScalarCbor.FromInt64(ScalarCbor.ToInt64(value)),
        TopicTypeCode.Double => ScalarCbor.FromDouble(ScalarCbor.ToDouble(value)),
        TopicTypeCode.TimeSeries => Message.Write(Message.Read<TimeSeriesEvent>(value)),
        _ => value,
    };

    private static int Report(StringBuilder report, string file, IReadOnlyList<GoldenVector> vectors)
    {
        VectorCase[] sorted = [.. VectorCatalogue.All.Where(candidate => vectors.Contains(candidate.Vector))];
        sorted.Should().HaveCount(vectors.Count);
        VectorCase[] covered = [.. sorted.Where(candidate => candidate.Kind != VectorKind.OutOfScope)];
        string[] readOnly = [.. covered.Select(candidate => candidate.Vector.Name).Where(DecodeOnly.ContainsKey)];

        string[] refused = [.. covered.Where(candidate => candidate.Kind == VectorKind.Malformed).Select(candidate => candidate.Vector.Name)];

        int both = covered.Length - readOnly.Length - refused.Length;
        report.AppendLine(CultureInfo.InvariantCulture, $"{file}: {covered.Length} of {vectors.Count} vectors covered, {both} in both directions.");
        foreach (string name in refused)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  refused, as by the SDK: {name}");
        }

        foreach (string name in readOnly)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  decoded only: {name} ({DecodeOnly[name]})");
        }

        foreach (IGrouping<string, VectorCase> reason in sorted.Except(covered).GroupBy(candidate => candidate.OutOfScope!).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  not covered, {reason.Key}: {string.Join(", ", reason.Select(candidate => candidate.Vector.Name))}");
        }

        return covered.Length;
    }
}

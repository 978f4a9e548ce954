using CsCheck;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>What is written is read back as the same object, for every message type.</summary>
public sealed partial class MessageProperties
{
    private const int Samples = 60;

    [Fact]
    public void AddTopicRequest_RoundTrips() => RoundTrips(Generators.AddTopicRequest);

    [Fact]
    public void AddTopicResponse_RoundTrips() => RoundTrips(Gen.Bool.Select(created => new AddTopicResponse(created)));

    [Fact]
    public void RemoveTopicsRequest_RoundTrips() => RoundTrips(Generators.Text.Select(selector => new RemoveTopicsRequest(selector)));

    [Fact]
    public void RemoveTopicsResponse_RoundTrips() => RoundTrips(Generators.Int32.Select(count => new RemoveTopicsResponse(count)));

    [Fact]
    public void SelectionRequest_RoundTrips() => RoundTrips(Generators.SelectionRequest);

    [Fact]
    public void UnsubscribeAllScopesRequest_RoundTrips() => RoundTrips(Generators.Text.Select(selector => new UnsubscribeAllScopesRequest(selector)));

    [Fact]
    public void SubscriptionNotification_RoundTrips() => RoundTrips(Generators.SubscriptionNotification);

    [Fact]
    public void UnsubscriptionNotification_RoundTrips() => RoundTrips(Generators.UnsubscriptionNotification);

    [Fact]
    public void SetTopicRequest_RoundTrips() => RoundTrips(Generators.SetTopicRequest);

    [Fact]
    public void AddAndSetTopicRequest_RoundTrips() => RoundTrips(Generators.AddAndSetTopicRequest);

    [Fact]
    public void UpdateConstraint_RoundTrips() => RoundTrips(Generators.Constraint);

    [Fact]
    public void FetchRequest_RoundTrips() => RoundTrips(Generators.FetchRequest);

    [Fact]
    public void FetchResponse_RoundTrips() => RoundTrips(Generators.FetchResponse);

    [Fact]
    public void SessionPropertiesResponse_RoundTrips() => RoundTrips(Generators.SessionProperties);

    [Fact]
    public void AppendRequest_RoundTrips() => RoundTrips(Gen.Select(
        Generators.Text, Generators.Text, Generators.Memory, (path, type, value) => new AppendRequest(path, type, value)));

    [Fact]
    public void AppendWithTimestampRequest_RoundTrips() => RoundTrips(Gen.Select(
        Generators.Text, Generators.Text, Generators.Memory, Generators.Int64, (path, type, value, timestamp) => new AppendWithTimestampRequest(path, type, value, timestamp)));

    [Fact]
    public void EditRequest_RoundTrips() => RoundTrips(Gen.Select(
        Generators.Text, Generators.Text, Generators.Int64, Generators.Memory, (path, type, sequence, value) => new EditRequest(path, type, sequence, value)));

    [Fact]
    public void RangeQueryRequest_RoundTrips() => RoundTrips(Gen.Select(
        Generators.Text,
        Gen.Enum<RangeQueryKind>(),
        Generators.EventRange,
        Generators.EventRange,
        Generators.Int64,
        (path, kind, view, edits, limit) => new RangeQueryRequest(path, kind, view, edits, limit)));

    [Fact]
    public void RangeQueryResponse_RoundTrips() => RoundTrips(Gen.Select(
        Generators.Text, Generators.Int64, Generators.TimeSeriesEvent.Array[0, 5], (type, selected, events) => new RangeQueryResponse(type, selected, events)));

    [Fact]
    public void TimeSeriesEvent_RoundTrips() => RoundTrips(Generators.TimeSeriesEvent);

    [Fact]
    public void ServiceError_RoundTrips() => RoundTrips(Generators.ServiceError);

    [Fact]
    public void SessionId_RoundTrips()
    {
        RoundTrips(Generators.SessionId);
        Generators.SessionId.Sample(id => SessionId.TryParse(id.ToString(), out SessionId parsed) && parsed == id, iter: Samples);
    }

    [Fact]
    public void Credentials_RoundTrip() => RoundTrips(Generators.Credentials);

    [Fact]
    public void ConnectionResponse_RoundTrips() => RoundTrips(Generators.ConnectionResponse);

    [Fact]
    public void ConnectionRequest_RoundTrips() => Generators.ConnectionRequest.Sample(
        request =>
        {
            string target = request.ToRequestTarget();
            target.Should().MatchRegex(@"^[\x21-\x7e]+$", "a request target is visible ASCII");
            string[] parts = target.Split('?', 2);
            ConnectionRequest.Parse(parts[0], parts[1]).Should().BeEquivalentTo(request, Message.Exactly);
        },
        iter: Samples);

    [Fact]
    public void Frames_RoundTrip() => Gen.Select(Generators.Int32, Generators.Bytes, Gen.OneOf(FrameType.Value, FrameType.Delta), Gen.Bool).Sample(
        (topic, data, type, compress) =>
        {
            WireWriter writer = new();
            if (compress)
            {
                Frame.WriteCompressed(writer, type, topic, FrameCompression.Compress(data));
            }
            else if (type == FrameType.Value)
            {
                Frame.WriteValue(writer, topic, data);
            }
            else
            {
                Frame.WriteDelta(writer, topic, data);
            }

            Frame frame = Frame.Read(writer.WrittenMemory);
            frame.Should().Match<Frame>(read => read.Type == type && read.TopicId == topic && read.IsCompressed == compress);
            byte[] body = compress ? FrameCompression.Decompress(frame.Body, data.Length) : frame.Body.ToArray();
            body.Should().Equal(data);
        },
        iter: Samples);

    private static void RoundTrips<T>(Gen<T> generator)
        where T : IWireMessage<T> => generator.Sample(
        message =>
        {
            byte[] written = Message.Write(message);
            T read = Message.Read<T>(written);
            read.Should().BeEquivalentTo(message, Message.Exactly);
            Message.Write(read).Should().Equal(written);
        },
        iter: Samples);
}

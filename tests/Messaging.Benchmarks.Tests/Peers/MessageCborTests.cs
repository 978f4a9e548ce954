using System.Text.Json;
using Messaging.Benchmarks.Peers.StandIn;
using PushTechnology.ClientInterface.Client.Factories;

namespace Messaging.Benchmarks.Tests.Peers;

/// <summary>The stand-in peer's own codec against the API's.</summary>
public sealed class MessageCborTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(125)]
    [InlineData(3000)]
    public void Write_AMessage_IsTheJsonThatTheProductWrites(int length)
    {
        string text = new('x', length);

        string json = Diffusion.DataTypes.JSON.ReadValue(MessageCbor.Write(text, "u00042")).ToJSONString();

        using JsonDocument document = JsonDocument.Parse(json);
        document.RootElement.EnumerateObject().Select(field => field.Name).Should().Equal("text", "name", "timestamp", "id");
        document.RootElement.GetProperty("text").GetString().Should().Be(text);
        document.RootElement.GetProperty("timestamp").GetDateTimeOffset().Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        Guid.TryParse(document.RootElement.GetProperty("id").GetString(), out _).Should().BeTrue();
    }

    [Fact]
    public void Read_WhatTheApiEncodes_IsTheMessage()
    {
        byte[] cbor = Diffusion.DataTypes.JSON.FromJSONString(
            """{"text":"hello","name":"u00042","timestamp":"2026-11-28T05:06:07.089Z","id":"0193a1f0-7c3e-7b1a-8f00-c0ffee000001"}""").ToByteArray();

        MessageCbor.Read(cbor).Should().BeEquivalentTo(new StandInMessage
        {
            Text = "hello",
            Name = "u00042",
            Timestamp = new DateTimeOffset(2026, 11, 28, 5, 6, 7, 89, TimeSpan.Zero),
            Id = new Guid("0193a1f0-7c3e-7b1a-8f00-c0ffee000001"),
        });
    }
}

using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Persistence;
using Messaging.LocalServer.Tests.Persistence.Disk;
using Messaging.LocalServer.Topics;
using Messaging.LocalServer.Topics.TimeSeries;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>A small log that ends at every byte, and one with every bit flipped.</summary>
public sealed class DamageTests : LoggedTest
{
    private readonly List<(int Length, string State)> _states = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_EndsAtAnyByte_HasAllRecordsThatAreWhole(bool flushes)
    {
        byte[] bytes = await WriteAsync(flushes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            SimulatedDisk disk = SimulatedDisk.WithLog(bytes[..length]);
            if (length < _states[0].Length)
            {
                // Not even the beginning is there, and that has never been so.
                Action recover = () => StorageRun.Recover(disk, flushes);
                recover.Should().Throw<InvalidDataException>().WithMessage("*log-0000000001*");
                disk.ReadLog().Length.Should().Be(length, "nothing is changed");
                continue;
            }

            (int whole, string state) = _states.Last(known => known.Length <= length);
            StorageRun.Recover(disk, flushes).Should().Be(state, "the log has {0} of {1} bytes", length, bytes.Length);
            disk.ReadLog().Length.Should().Be(whole, "the torn tail is gone");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Log_AnyBitIsFlipped_IsRefusedOrEndsBeforeTheLastRecord(bool flushes)
    {
        byte[] bytes = await WriteAsync(flushes);
        (int lastRecord, string stateWithoutIt) = _states[^2];
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            SimulatedDisk disk = SimulatedDisk.WithLog(flipped);
            if (bit / 8 >= lastRecord)
            {
                StorageRun.Recover(disk, flushes).Should().Be(stateWithoutIt, "bit {0} of byte {1} is flipped", bit % 8, bit / 8);
                continue;
            }

            Action recover = () => StorageRun.Recover(disk, flushes);
            recover.Should().Throw<InvalidDataException>("bit {0} of byte {1} is flipped", bit % 8, bit / 8);
            disk.ReadLog().Should().Equal(flipped, "nothing is changed");
        }
    }

    [Fact]
    public async Task Log_DamagedInTheMiddle_IsRefusedWithTheFileThePlaceAndTheRemedy()
    {
        byte[] bytes = await WriteAsync(flushes: true);
        bytes[_states[1].Length + 22] ^= 1;
        SimulatedDisk disk = SimulatedDisk.WithLog(bytes);

        Action recover = () => StorageRun.Recover(disk);

        recover.Should().Throw<InvalidDataException>().WithMessage(
            $"The log log-0000000001 in the data directory (simulated) cannot be used. At byte {_states[1].Length}: *safely on the disk*"
            + $"Nothing was changed.*cut the file to {_states[1].Length} bytes*");
    }

    [Fact]
    public async Task Log_WithATornTail_SaysSo()
    {
        byte[] bytes = await WriteAsync(flushes: true);

        using Storage storage = StorageRun.Open(SimulatedDisk.WithLog(bytes[..^3]), logger: Log.CreateLogger("test"));

        Log.Records.Should().ContainSingle(record => record.EventId.Name == "TornTail")
            .Which.Message.Should().Contain($"from byte {_states[^2].Length} on").And.Contain($"its last {bytes.Length - _states[^2].Length - 3} bytes were cut off");
    }

    private async Task<byte[]> WriteAsync(bool flushes)
    {
        SimulatedDisk disk = new();
        WriteBatch batch = new();
        using (Storage storage = StorageRun.Open(disk, flushes))
        {
            TopicTree topics = storage.State.Topics;
            await KeepAsync();
            topics.AddAndSet("a", new TopicSpecification(TopicTypeCode.Binary), Update("one"), batch);
            await KeepAsync();
            topics.Find("a")!.TrySet(Update("two"), batch);
            await KeepAsync();
            topics.Add("s", new TopicSpecification(TopicTypeCode.TimeSeries, [new("TIME_SERIES_EVENT_VALUE_TYPE", "binary")]), batch);
            await KeepAsync();
            TimeSeriesTopic series = (TimeSeriesTopic)topics.Find("s")!;
            series.Append(Update("e"), null, batch);
            await KeepAsync();
            series.Edit(0, Update("edit").Value, "bob", ownOnly: false, batch);
            await KeepAsync();
            storage.State.Accounts.Update("add principal 'alice' 'pw' []", null).Should().BeEmpty();
            await KeepAsync();
            storage.State.Roles.Update("isolate path 'x'", null).Should().BeEmpty();
            await KeepAsync();
            topics.Remove(TopicSelector.Parse(">a"), _ => true, batch);
            await KeepAsync();

            async Task KeepAsync()
            {
                await storage.WaitAsync().Within();
                _states.Add((disk.ReadLog().Length, StateText.Of(storage.State)));
            }
        }

        return disk.ReadLog();
    }

    private static TopicUpdate Update(string value) => new(System.Text.Encoding.UTF8.GetBytes(value), UpdateConstraint.None.Instance, "alice");
}

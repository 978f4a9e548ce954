using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>Sets one topic to rising numbers: garbage for the log, which has to be compacted.</summary>
internal sealed class ValueLoad : ILoad
{
    private const string Path = "value";
    private const int Window = 4;

    private int _asked;
    private int _known;

    public string Name => "values set";

    public int Confirmed { get; private set; }

    public async Task WorkAsync(LoadClient client, Action onConfirmed)
    {
        await client.AddAsync(Path, new TopicSpecification(TopicTypeCode.Binary));

        Queue<int> underWay = [];
        while (true)
        {
            while (underWay.Count < Window)
            {
                underWay.Enqueue(++_asked);
                await client.SendAsync(
                    ServiceId.SetTopic,
                    new SetTopicRequest(Path, TopicTypeCode.Binary, LoadValue.Of(_asked, 30_000), UpdateConstraint.None.Instance));
            }

            await client.ReadAsync<EmptyMessage>();
            _known = underWay.Dequeue();
            Confirmed++;
            onConfirmed();
        }
    }

    public async Task VerifyAsync(LoadClient client, Uri server)
    {
        IReadOnlyList<FetchedTopic> topics = await client.FetchAsync($">{Path}");
        int value = topics is [{ Value: { } bytes }] ? LoadValue.NumberOf(bytes) : 0;
        value.Should().BeInRange(_known, _asked, "a value was confirmed, and others may have been on their way");
        _known = value;
    }
}

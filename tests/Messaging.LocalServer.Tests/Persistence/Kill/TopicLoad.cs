using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>Adds topics, removes every other one, and adds some that are not to be kept.</summary>
internal sealed class TopicLoad : ILoad
{
    private readonly Dictionary<string, bool?> _exists = [];
    private int _added;

    public string Name => "topics added and removed";

    public int Confirmed { get; private set; }

    public async Task WorkAsync(LoadClient client, Action onConfirmed)
    {
        while (true)
        {
            string path = $"topic/{_added++}";
            _exists[path] = null;
            await client.AddAsync(path, new TopicSpecification(TopicTypeCode.Json, [new("k", path)]));
            Confirm(path, true);
            await client.AddAsync($"{path}/gone", new TopicSpecification(TopicTypeCode.Json, [new("PERSISTENT", "false")]));
            if (_added % 2 == 0)
            {
                _exists[path] = null;
                await client.AskAsync<RemoveTopicsRequest, RemoveTopicsResponse>(ServiceId.RemoveTopics, new RemoveTopicsRequest($">{path}"));
                Confirm(path, false);
            }
        }

        void Confirm(string path, bool exists)
        {
            _exists[path] = exists;
            Confirmed++;
            onConfirmed();
        }
    }

    public async Task VerifyAsync(LoadClient client, Uri server)
    {
        HashSet<string> paths = [.. (await client.FetchAsync("?topic//")).Select(topic => topic.Path)];
        paths.Should().BeSubsetOf(_exists.Keys, "what is not persistent is not there");
        foreach ((string path, bool? exists) in _exists)
        {
            if (exists is { } known)
            {
                paths.Contains(path).Should().Be(known, "that of {0} was confirmed", path);
            }
            else
            {
                // From now on it stays.
                _exists[path] = paths.Contains(path);
            }
        }
    }
}

using System.Collections.Concurrent;
using Messaging.Chaos.Tests.Evidence;

namespace Messaging.Chaos.Tests.Clients;

/// <summary>Sends numbered messages one after the other, a few at a time under way, and notes what it is told of each.</summary>
internal sealed class ChatWriter(string name, string room, IChatRoom handle, TimeSpan pause, Random random)
{
    private const int MostUnderWay = 3;

    private readonly ConcurrentBag<SentMessage> _sent = [];
    private readonly ConcurrentDictionary<MessagingErrorCode, int> _failures = [];

    public string Name => name;

    public IReadOnlyCollection<SentMessage> Sent => _sent;

    public IReadOnlyDictionary<MessagingErrorCode, int> Failures => _failures;

    /// <summary>Writes until it is told to stop, then one more message that has to get through.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var underWay = new SemaphoreSlim(MostUnderWay);
        var tasks = new List<Task>();
        int number = 0;
        while (!stop.IsCancellationRequested)
        {
            await underWay.WaitAsync(CancellationToken.None);
            tasks.Add(SendAsync(++number, underWay));
            tasks.RemoveAll(task => task.IsCompletedSuccessfully);
            await Task.Delay(pause * (random.NextDouble() * 2), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(tasks);
        do
        {
            await underWay.WaitAsync(CancellationToken.None);
            await SendAsync(++number, underWay);
        }
        while (_sent.Single(message => message.Number == number).Outcome != Outcome.Accepted);
    }

    private async Task SendAsync(int number, SemaphoreSlim underWay)
    {
        try
        {
            _sent.Add(await TrySendAsync(number));
        }
        finally
        {
            underWay.Release();
        }
    }

    private async Task<SentMessage> TrySendAsync(int number)
    {
        try
        {
            SendReceipt receipt = await handle.SendAsync(SentMessage.TextOf(name, number));
            return new SentMessage(room, name, number, Outcome.Accepted, receipt.Event!.Sequence);
        }
        catch (MessagingException error)
        {
            _failures.AddOrUpdate(error.Code, 1, (_, count) => count + 1);
            return new SentMessage(room, name, number, error.IsOutcomeUnknown ? Outcome.Unknown : Outcome.NotThere);
        }
    }
}

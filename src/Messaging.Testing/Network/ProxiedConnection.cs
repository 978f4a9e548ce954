using System.Net.Sockets;

namespace Messaging.Testing;

/// <summary>One connection through a <see cref="FaultProxy"/>. Thread-safe.</summary>
public sealed class ProxiedConnection
{
    private readonly Socket _client;
    private readonly Socket _server;
    private readonly ProxyCounters _counters;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isCut;

    internal ProxiedConnection(Socket client, Socket server, Uri url, ProxyCounters counters, TimeProvider time)
    {
        client.NoDelay = true;
        server.NoDelay = true;
        _client = client;
        _server = server;
        _counters = counters;
        Server = url;
        Number = counters.OnConnected();
        FromClient = new ProxyLane(client, server, time, counters.OnSentToServer, counters.OnSwallowed, Act);
        FromServer = new ProxyLane(server, client, time, counters.OnSentToClient, counters.OnSwallowed, Act);
    }

    /// <summary>Which connection of the proxy this is, counted from 1 in the order in which they were accepted.</summary>
    public long Number { get; }

    /// <summary>The server that this connection was meant for.</summary>
    public Uri Server { get; }

    /// <summary>What the client says.</summary>
    public ProxyLane FromClient { get; }

    /// <summary>What the server says.</summary>
    public ProxyLane FromServer { get; }

    /// <summary>Whether it was cut here, or the server could not be reached.</summary>
    public bool IsCut => Volatile.Read(ref _isCut) != 0;

    /// <summary>Completes when both sides have ended and nothing is left of it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Cuts off one side or both; what is under way to a side that is cut is lost.</summary>
    /// <param name="kind">What the sides see that are cut.</param>
    /// <param name="sides">
    /// Which ones. If it is one, the other gets what that side had said before, and then sees an orderly end.
    /// </param>
    /// <param name="isHalfOpen">
    /// Whether a side that is not cut is not told: to it the connection seems to be open, and what it says is swallowed until it ends it.
    /// </param>
    public void Cut(CutKind kind = CutKind.Reset, CutSides sides = CutSides.Both, bool isHalfOpen = false)
    {
        CountCut();
        bool cutsClient = sides.HasFlag(CutSides.Client);
        bool cutsServer = sides.HasFlag(CutSides.Server);
        if (isHalfOpen || cutsClient)
        {
            FromServer.Silence();
        }

        if (isHalfOpen || cutsServer)
        {
            FromClient.Silence();
        }

        if (cutsClient)
        {
            End(_client, kind);
        }

        if (cutsServer)
        {
            End(_server, kind);
        }
    }

    /// <summary>Both sides seem to be connected, but nothing arrives any more, the end of the other side included: a cable is pulled.</summary>
    public void Swallow() => Cut(sides: CutSides.None, isHalfOpen: true);

    /// <summary>Lets both directions wait.</summary>
    public void Pause()
    {
        FromClient.Pause();
        FromServer.Pause();
    }

    /// <summary>Lets both directions go on.</summary>
    public void Resume()
    {
        FromClient.Resume();
        FromServer.Resume();
    }

    /// <summary>Passes on until both sides have ended. Does not throw for what happens to a connection.</summary>
    internal async Task RunAsync()
    {
        try
        {
            await _server.ConnectAsync(Server.Host, Server.Port).ConfigureAwait(false);
            await Task.WhenAll(FromClient.RunAsync(), FromServer.RunAsync()).ConfigureAwait(false);
        }
        catch (Exception cut) when (ProxySockets.IsCut(cut))
        {
            // There is no server, or it was cut while it was being connected. A proxy cannot refuse what it has accepted.
            if (!IsCut)
            {
                _counters.OnUnreachable();
                _client.Reset();
            }
        }
        finally
        {
            Volatile.Write(ref _isCut, 1);
            _client.Dispose();
            _server.Dispose();
            _counters.OnEnded();
            _ended.SetResult();
        }
    }

    private static void End(Socket socket, CutKind kind)
    {
        if (kind == CutKind.Reset)
        {
            socket.Reset();
        }
        else
        {
            socket.TryFinish();
        }
    }

    private void Act(FaultAction action)
    {
        switch (action)
        {
            case FaultAction.Reset:
                Cut();
                break;
            case FaultAction.Finish:
                Cut(CutKind.Finish);
                break;
        }
    }

    private void CountCut()
    {
        if (Interlocked.Exchange(ref _isCut, 1) == 0)
        {
            _counters.OnCut();
        }
    }
}

namespace Messaging.Tests.Fakes;

/// <summary>Things on their way, which pass at once and in order, or wait until the test lets them pass.</summary>
internal sealed class FakeLine(Lock gate)
{
    private readonly Queue<Action> _waiting = [];
    private bool _holds;

    /// <summary>How many things wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>From now on everything waits.</summary>
    public void Hold()
    {
        lock (gate)
        {
            _holds = true;
        }
    }

    /// <summary>Lets so many things pass, on this thread; the others, and what comes, go on waiting.</summary>
    public void Release(int count)
    {
        lock (gate)
        {
            for (; count > 0 && _waiting.TryDequeue(out Action? pass); count--)
            {
                pass();
            }
        }
    }

    /// <summary>Lets everything pass, now and in future.</summary>
    public void Open()
    {
        lock (gate)
        {
            Release(int.MaxValue);
            _holds = false;
        }
    }

    /// <summary>Does it now, or when it is let pass.</summary>
    public void Pass(Action what)
    {
        lock (gate)
        {
            if (_holds)
            {
                _waiting.Enqueue(what);
            }
            else
            {
                what();
            }
        }
    }

    /// <summary>Completes when everything that came before has passed, on the thread that lets it pass.</summary>
    public Task PassAsync()
    {
        var passed = new TaskCompletionSource();
        Pass(passed.SetResult);
        return passed.Task;
    }
}

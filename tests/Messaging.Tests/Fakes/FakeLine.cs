namespace Messaging.Tests.Fakes;

/// <summary>Things on their way, which pass at once and in order, or wait until the test lets them pass.</summary>
internal sealed class FakeLine(Lock gate)
{
    private readonly Queue<(Action Pass, bool MayBeLost)> _waiting = [];
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
            for (; count > 0 && _waiting.TryDequeue(out (Action Pass, bool MayBeLost) next); count--)
            {
                next.Pass();
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

    /// <summary>What waits and may be lost is lost; the rest passes now.</summary>
    public void Discard()
    {
        lock (gate)
        {
            for (int count = _waiting.Count; count > 0; count--)
            {
                (Action pass, bool mayBeLost) = _waiting.Dequeue();
                if (!mayBeLost)
                {
                    pass();
                }
            }
        }
    }

    /// <summary>Does it now, or when it is let pass.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="mayBeLost">Whether it is not done at all when it is discarded.</param>
    public void Pass(Action what, bool mayBeLost = false)
    {
        lock (gate)
        {
            if (_holds)
            {
                _waiting.Enqueue((what, mayBeLost));
            }
            else
            {
                what();
            }
        }
    }

    /// <summary>Completes when everything that came before has passed, on the thread that lets it pass.</summary>
    /// <param name="before">What is done at that moment, before.</param>
    public Task PassAsync(Action? before = null)
    {
        var passed = new TaskCompletionSource();
        Pass(() =>
        {
            before?.Invoke();
            passed.SetResult();
        });
        return passed.Task;
    }
}

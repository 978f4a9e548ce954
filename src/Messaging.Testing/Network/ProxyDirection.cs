namespace Messaging.Testing;

/// <summary>
/// One direction of all connections through a <see cref="FaultProxy"/>: what is set here holds for those that are open, and for those that
/// come later. Thread-safe.
/// </summary>
/// <remarks>For one connection alone there are <see cref="ProxiedConnection.FromClient"/> and <see cref="ProxiedConnection.FromServer"/>.</remarks>
public sealed class ProxyDirection
{
    private readonly Lock _lock;
    private readonly Func<IEnumerable<ProxyLane>> _lanes;
    private TimeSpan _delay;
    private int _bytesPerSecond;
    private bool _isPaused;
    private bool _isSwallowing;

    internal ProxyDirection(Lock proxyLock, Func<IEnumerable<ProxyLane>> lanes)
    {
        _lock = proxyLock;
        _lanes = lanes;
    }

    /// <summary>How long bytes are under way, from zero to one day. See <see cref="ProxyLane.Delay"/>.</summary>
    /// <value>Zero by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan Delay
    {
        get
        {
            lock (_lock)
            {
                return _delay;
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            Change(() => _delay = value, lane => lane.Delay = value);
        }
    }

    /// <summary>How fast each connection passes on bytes, from 1; 0 for as fast as can be.</summary>
    /// <value>0 by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int BytesPerSecond
    {
        get
        {
            lock (_lock)
            {
                return _bytesPerSecond;
            }
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Change(() => _bytesPerSecond = value, lane => lane.BytesPerSecond = value);
        }
    }

    /// <summary>Lets bytes wait until <see cref="Resume"/>: the network stalls. Nothing is lost; who goes on sending has to wait, too.</summary>
    public void Pause() => Change(() => _isPaused = true, lane => lane.Pause());

    /// <summary>
    /// From now on what comes is read and forgotten, and nobody is told: a black hole. The end of a connection is passed on. Until
    /// <see cref="Resume"/>, which counts for connections that come after it: what went on before lacks bytes, and stays silent.
    /// </summary>
    public void Swallow() => Change(() => _isSwallowing = true, lane => lane.Swallow());

    /// <summary>Ends <see cref="Pause"/>, for all connections, and <see cref="Swallow"/>, for those that come.</summary>
    public void Resume() => Change(() => _isPaused = _isSwallowing = false, lane => lane.Resume());

    /// <summary>Makes a connection that has come like the others. Called under the proxy's lock.</summary>
    internal void ApplyTo(ProxyLane lane)
    {
        lane.Delay = _delay;
        lane.BytesPerSecond = _bytesPerSecond;
        if (_isPaused)
        {
            lane.Pause();
        }

        if (_isSwallowing)
        {
            lane.Swallow();
        }
    }

    private void Change(Action change, Action<ProxyLane> apply)
    {
        lock (_lock)
        {
            change();
            foreach (ProxyLane lane in _lanes())
            {
                apply(lane);
            }
        }
    }
}

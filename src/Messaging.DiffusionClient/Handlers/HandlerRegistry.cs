using System.Diagnostics.CodeAnalysis;
using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionClient.Sessions;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Handlers;

/// <summary>
/// What is registered with the server, by number. An entry is there from before the server knows of it until its last callback, which
/// is <c>OnClose</c> or <c>OnError</c>, once. Thread-safe.
/// </summary>
/// <param name="conversations">Gives numbers: those of conversations, as the server expects it.</param>
/// <param name="callbacks">Where callbacks run.</param>
/// <param name="report">Told what goes wrong, in a sentence, in the callback sequence.</param>
internal sealed class HandlerRegistry(Conversations conversations, CallbackSequence callbacks, Action<string> report)
{
    private readonly Lock _gate = new();
    private Dictionary<int, Entry> Entries => field ??= [];
    private bool _closed;

    /// <summary>How many are registered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return Entries.Count;
            }
        }
    }

    /// <summary>
    /// Registers a handler. It may be called before the task ends. A caller who gives up does not stop the server: what it registers
    /// then is taken back.
    /// </summary>
    /// <param name="handler">The handler.</param>
    /// <param name="register">Registers the number with the server. Gets what the task gives, too.</param>
    /// <param name="deregister">Takes the number back.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IRegistration> RegisterAsync(
        RegisteredHandler handler,
        Func<int, IRegistration, Task> register,
        Func<int, Task> deregister,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int number = conversations.Reserve();
        Entry entry = new(handler, () => deregister(number));
        Add(number, entry);
        Task<IRegistration> registering = RegisterAsync(number, entry, register, new HandlerRegistration(() => DeregisterAsync(number, entry)));
        try
        {
            return await registering.OrGiveUpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = Detached.Run(() => TakeBackAsync(registering));
            throw;
        }
    }

    /// <summary>Finds a handler. Called in the callback sequence, the answer holds until the end of the turn.</summary>
    public bool TryGet<THandler>(int number, [NotNullWhen(true)] out THandler? handler)
        where THandler : RegisteredHandler
    {
        lock (_gate)
        {
            handler = Entries.TryGetValue(number, out Entry? entry) ? entry.Handler as THandler : null;
            return handler is not null;
        }
    }

    /// <summary>A handler has thrown: it is removed, told so, and taken back from the server. Called in the callback sequence.</summary>
    public void GiveUp(int number, Exception exception)
    {
        if (!TryRemove(number, out Entry? entry))
        {
            return;
        }

        ClientEventSource.Log.CallbackFailed(entry.Handler.Name, exception.ToString());
        report($"The handler {entry.Handler.Name} threw an exception and is removed: {exception.GetType()}: {exception.Message}");
        Guard(entry.Handler, handler => handler.OnError(ErrorReason.CALLBACK_EXCEPTION));
        _ = Detached.Run(() => DeregisterQuietlyAsync(entry));
    }

    /// <summary>The session is closed. Called in the callback sequence.</summary>
    public void Close()
    {
        Entry[] entries;
        lock (_gate)
        {
            _closed = true;
            entries = [.. Entries.Values];
            Entries.Clear();
        }

        foreach (Entry entry in entries)
        {
            Guard(entry.Handler, static handler => handler.OnError(ErrorReason.SESSION_CLOSED));
        }
    }

    private static async Task TakeBackAsync(Task<IRegistration> registering)
    {
        try
        {
            IRegistration registration = await registering.ConfigureAwait(false);
            await registration.CloseAsync().ConfigureAwait(false);
        }
        catch (DiffusionException)
        {
            // It was not registered, or the session is closed: there is nothing to take back.
        }
    }

    private static async Task DeregisterQuietlyAsync(Entry entry)
    {
        try
        {
            await entry.Deregister().ConfigureAwait(false);
        }
        catch (DiffusionException)
        {
            // The handler is told already that it is gone, and nobody else asked.
        }
    }

    private async Task<IRegistration> RegisterAsync(
        int number,
        Entry entry,
        Func<int, IRegistration, Task> register,
        HandlerRegistration registration)
    {
        try
        {
            await register(number, registration).ConfigureAwait(false);
            return registration;
        }
        catch (DiffusionException e)
        {
            End(number, handler => handler.OnError(e.Reason ?? ErrorReason.COMMUNICATION_FAILURE));
            if (e is OutcomeUnknownException)
            {
                // The server may have registered it, and the number would be nobody's.
                _ = Detached.Run(() => DeregisterQuietlyAsync(entry));
            }

            throw;
        }
    }

    private async Task DeregisterAsync(int number, Entry entry)
    {
        if (!TryGet<RegisteredHandler>(number, out _))
        {
            return;
        }

        try
        {
            await entry.Deregister().ConfigureAwait(false);
        }
        catch (SessionClosedException)
        {
            // The server has let go of it together with the session, and the handler is told that.
            return;
        }

        End(number, static handler => handler.OnClose());
    }

    private void Add(int number, Entry entry)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                Entries.Add(number, entry);
                return;
            }
        }

        callbacks.Post(() => Guard(entry.Handler, static handler => handler.OnError(ErrorReason.SESSION_CLOSED)));
        throw new SessionClosedException($"The handler {entry.Handler.Name} cannot be registered: the session is closed.");
    }

    private void End(int number, Action<RegisteredHandler> lastCallback) => callbacks.Post(() =>
    {
        if (TryRemove(number, out Entry? entry))
        {
            Guard(entry.Handler, lastCallback);
        }
    });

    private bool TryRemove(int number, [NotNullWhen(true)] out Entry? entry)
    {
        lock (_gate)
        {
            return Entries.Remove(number, out entry);
        }
    }

    private void Guard(RegisteredHandler handler, Action<RegisteredHandler> callback)
    {
        try
        {
            callback(handler);
        }
        catch (Exception e)
        {
            ClientEventSource.Log.CallbackFailed(handler.Name, e.ToString());
            report($"The handler {handler.Name} threw an exception in its last callback: {e.GetType()}: {e.Message}");
        }
    }

    private sealed record Entry(RegisteredHandler Handler, Func<Task> Deregister);
}

using System.Diagnostics;
using System.Text.Json;

namespace Messaging.Rooms;

/// <summary>
/// The context of a message's sender as it goes with the message: the members <c>traceparent</c> and <c>tracestate</c>, as W3C has them
/// for headers. Immutable.
/// </summary>
/// <param name="Parent">The trace, the span and the flags.</param>
/// <param name="State">What tracing systems add; <see langword="null"/> when there is nothing.</param>
internal sealed record TraceMembers(string Parent, string? State)
{
    public const string ParentField = "traceparent";
    public const string StateField = "tracestate";

    /// <summary>All of version 00 have this length.</summary>
    public const int ParentLength = 55;

    /// <summary>What W3C asks everybody to pass on at least, and this library at most.</summary>
    public const int LongestState = 512;

    /// <summary>What is written.</summary>
    public (string Field, string Value)[] Members =>
        State is null ? [(ParentField, Parent)] : [(ParentField, Parent), (StateField, State)];

    /// <summary>
    /// What goes with a message that this span sends, by the rules of the process (<see cref="DistributedContextPropagator"/>).
    /// Never baggage: a room is read by many.
    /// </summary>
    /// <returns><see langword="null"/>: nothing, as the span is not recorded, or the process passes nothing on.</returns>
    public static TraceMembers? Of(Activity? span)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return null;
        }

        var carrier = new Carrier();
        DistributedContextPropagator.Current.Inject(span, carrier, static (carrier, field, value) => ((Carrier)carrier!).Set(field, value));
        return TryRead(carrier.Parent, carrier.State) is not null ? new TraceMembers(carrier.Parent!, carrier.State)
            : TryRead(carrier.Parent, null) is not null ? new TraceMembers(carrier.Parent!, null)
            : null;
    }

    /// <summary>The context that both say, whoever wrote them. Never throws.</summary>
    /// <returns><see langword="null"/>: it is none.</returns>
    public static ActivityContext? TryRead(string? parent, string? state) =>
        parent is { Length: ParentLength } && parent.StartsWith("00-", StringComparison.Ordinal) && IsState(state)
        && ActivityContext.TryParse(parent, state, isRemote: true, out ActivityContext context)
            ? context
            : null;

    /// <summary>
    /// Takes the context from a message's further fields: what is understood is none of them any more, what is not stays one. Never throws.
    /// </summary>
    public static ActivityContext? TakeFrom(Dictionary<string, JsonElement> fields)
    {
        string? parent = FindText(fields, ParentField);
        if (TryRead(parent, null) is not { } context)
        {
            return null;
        }

        fields.Remove(ParentField);
        if (FindText(fields, StateField) is { } state && TryRead(parent, state) is { } whole)
        {
            fields.Remove(StateField);
            return whole;
        }

        return context;
    }

    private static string? FindText(Dictionary<string, JsonElement> fields, string name)
    {
        try
        {
            return fields.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Not valid Unicode. The message is one all the same.
            return null;
        }
    }

    /// <summary>Printable ASCII, not too long.</summary>
    private static bool IsState(string? state) =>
        state is null || (state.Length is > 0 and <= LongestState && !state.AsSpan().ContainsAnyExceptInRange(' ', '~'));

    private sealed class Carrier
    {
        public string? Parent { get; private set; }

        public string? State { get; private set; }

        public void Set(string field, string value)
        {
            switch (field)
            {
                case ParentField:
                    Parent = value;
                    break;
                case StateField:
                    State = value;
                    break;
            }
        }
    }
}

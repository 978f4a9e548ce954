using Microsoft.CodeAnalysis;

namespace Messaging.Analyzers;

/// <summary>The types of the library that the rules are about, as one compilation knows them.</summary>
internal sealed class MessagingTypes
{
    private readonly INamedTypeSymbol _client;
    private readonly INamedTypeSymbol _room;

    private MessagingTypes(INamedTypeSymbol client, INamedTypeSymbol room, INamedTypeSymbol roomEvent, INamedTypeSymbol gap, INamedTypeSymbol options)
    {
        _client = client;
        _room = room;
        RoomEvent = roomEvent;
        Gap = gap;
        Options = options;
    }

    public INamedTypeSymbol RoomEvent { get; }

    public INamedTypeSymbol Gap { get; }

    public INamedTypeSymbol Options { get; }

    /// <summary>The types; <see langword="null"/> in a compilation that does not know the library.</summary>
    public static MessagingTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Messaging.IMessagingClient") is { } client
        && compilation.GetTypeByMetadataName("Messaging.IChatRoom") is { } room
        && compilation.GetTypeByMetadataName("Messaging.RoomEvent") is { } roomEvent
        && compilation.GetTypeByMetadataName("Messaging.Gap") is { } gap
        && compilation.GetTypeByMetadataName("Messaging.MessagingOptions") is { } options
            ? new MessagingTypes(client, room, roomEvent, gap, options)
            : null;

    public bool IsClient(ITypeSymbol? type) => Is(type, _client);

    public bool IsRoom(ITypeSymbol? type) => Is(type, _room);

    /// <summary>Whether the library itself declares the symbol.</summary>
    public bool Declares(ISymbol? symbol) => SymbolEqualityComparer.Default.Equals(symbol?.ContainingAssembly, _client.ContainingAssembly);

    /// <summary>Whether a property is the one of that name of <c>MessagingOptions</c>.</summary>
    public bool IsOption(IPropertySymbol property, string name) =>
        property.Name == name && SymbolEqualityComparer.Default.Equals(property.ContainingType, Options);

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol wanted)
    {
        if (type is null)
        {
            return false;
        }

        if (SymbolEqualityComparer.Default.Equals(type, wanted))
        {
            return true;
        }

        foreach (INamedTypeSymbol implemented in type.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(implemented, wanted))
            {
                return true;
            }
        }

        return false;
    }
}

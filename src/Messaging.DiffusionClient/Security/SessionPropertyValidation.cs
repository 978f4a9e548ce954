using Messaging.DiffusionWire.Services.Security;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Security;

internal sealed record SessionPropertyValidation(string? Regex, IReadOnlyCollection<string>? Values) : ISessionPropertyValidation
{
    public static SessionPropertyValidation Of(PropertyValidation validation) => validation switch
    {
        PropertyValidation.Matches matches => new SessionPropertyValidation(matches.Pattern, null),
        PropertyValidation.OneOf oneOf => new SessionPropertyValidation(null, oneOf.Values),
        _ => throw new ArgumentException("There is no third kind of validation.", nameof(validation)),
    };
}

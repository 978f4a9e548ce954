using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Control;

internal sealed class SessionEventParametersBuilder : ISessionEventParametersBuilder
{
    private string? _filter;
    private string[] _properties = [];
    private DateTimeOffset? _after;

    public ISessionEventParametersBuilder Filter(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        _filter = filter;
        return this;
    }

    public ISessionEventParametersBuilder Properties(params string[] properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        _properties = Texts.Distinct(properties, nameof(properties));
        return this;
    }

    public ISessionEventParametersBuilder After(DateTimeOffset timestamp)
    {
        _after = timestamp;
        return this;
    }

    public ISessionEventParameters Build() => new SessionEventParameters(_filter, _properties, _after);
}

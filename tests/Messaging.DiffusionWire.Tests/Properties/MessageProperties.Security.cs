using CsCheck;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;

namespace Messaging.DiffusionWire.Tests.Properties;

/// <summary>The messages of docs/protocol/security.md.</summary>
public sealed partial class MessageProperties
{
    [Fact]
    public void ErrorReportsResponse_RoundTrips() => RoundTrips(Generators.ErrorReports.Select(errors => new ErrorReportsResponse(errors)));

    [Fact]
    public void GlobalPermissionsResponse_RoundTrips() =>
        RoundTrips(Generators.AnyGlobalPermissions.Select(permissions => new GlobalPermissionsResponse(permissions)));

    [Fact]
    public void PathPermissionsResponse_RoundTrips() =>
        RoundTrips(Generators.AnyPathPermissions.Select(permissions => new PathPermissionsResponse(permissions)));

    [Fact]
    public void SystemAuthenticationResponse_RoundTrips() => RoundTrips(Generators.SystemAuthentication);

    [Fact]
    public void SecurityResponse_RoundTrips() => RoundTrips(Generators.Security);

    [Fact]
    public void ReauthenticateRequest_RoundTrips() => RoundTrips(Generators.ReauthenticateRequest);

    [Fact]
    public void SetSessionPropertiesRequest_RoundTrips() => RoundTrips(Generators.SetSessionProperties);

    [Fact]
    public void CountOrErrorsResponse_RoundTrips() => RoundTrips(Generators.CountOrErrors);

    [Fact]
    public void TopicSelectionsResponse_RoundTrips() => RoundTrips(Generators.TopicSelections);

    [Fact]
    public void SessionEventListenerRequest_RoundTrips() => RoundTrips(Generators.SessionEventListener);

    [Fact]
    public void SessionEventsNotification_RoundTrips() => RoundTrips(Generators.SessionEvents);

    [Fact]
    public void ForwardedRequest_RoundTrips() => RoundTrips(Generators.ForwardedRequest);

    [Fact]
    public void FilterRequest_RoundTrips() => RoundTrips(Generators.FilterRequest);

    [Fact]
    public void FilteredResponse_RoundTrips() => RoundTrips(Generators.FilteredResponse);

    [Fact]
    public void AddRequestHandlerRequest_RoundTrips() => RoundTrips(Generators.AddRequestHandler);

    [Fact]
    public void AuthenticateRequest_RoundTrips() => RoundTrips(Generators.AuthenticateRequest);

    [Fact]
    public void AuthenticateResponse_RoundTrips() => RoundTrips(Generators.AuthenticateResponse);

    [Fact]
    public void SessionLocksResponse_RoundTrips() => RoundTrips(Generators.SessionLocks);
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Messaging.LocalServer.Connections;

/// <summary>What Kestrel calls for each request. There is one endpoint, so there is no pipeline, routing or container.</summary>
internal sealed class HttpApplication(ConnectionServer connections) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => connections.ServeAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}

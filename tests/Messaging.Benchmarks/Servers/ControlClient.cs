using System.Globalization;

namespace Messaging.Benchmarks.Servers;

/// <summary>Gives orders to a server of ours: see <see cref="ControlEndpoint"/>.</summary>
internal static class ControlClient
{
    /// <summary>Lets the server forget rooms and histories.</summary>
    public static async Task ResetAsync(Uri control, CancellationToken cancellationToken) => await PostAsync(control, ControlEndpoint.ResetPath, cancellationToken);

    /// <summary>The bytes on the server's heap after a collection.</summary>
    public static async Task<long> GetHeapAsync(Uri control, CancellationToken cancellationToken) =>
        long.Parse(await PostAsync(control, ControlEndpoint.HeapPath, cancellationToken), CultureInfo.InvariantCulture);

    private static async Task<string> PostAsync(Uri control, string path, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        using HttpResponseMessage response = await http.PostAsync(new Uri(control, path), content: null, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}

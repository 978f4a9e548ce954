using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>Adds and removes principals, and makes roles.</summary>
internal sealed class StoreLoad : ILoad
{
    private readonly Dictionary<string, bool?> _principals = [];
    private readonly Dictionary<string, bool?> _roles = [];
    private int _number;

    public string Name => "changes of the stores";

    public int Confirmed { get; private set; }

    public async Task WorkAsync(LoadClient client, Action onConfirmed)
    {
        while (true)
        {
            int number = _number++;
            string principal = $"user{number}";
            await RunAsync(ServiceId.UpdateSystemAuthentication, $"add principal '{principal}' '{PasswordOf(principal)}' ['CLIENT' 'R{number}']", _principals, principal, true);
            await RunAsync(ServiceId.UpdateSecurity, $"set 'R{number}' path 'p/{number}' permissions [READ_TOPIC]", _roles, $"R{number}", true);
            if (number % 3 == 0)
            {
                await RunAsync(ServiceId.UpdateSystemAuthentication, $"remove principal '{principal}'", _principals, principal, false);
            }
        }

        async Task RunAsync(ServiceId service, string script, Dictionary<string, bool?> exists, string name, bool result)
        {
            exists[name] = null;
            ErrorReportsResponse response = await client.AskAsync<StoreUpdateRequest, ErrorReportsResponse>(service, new StoreUpdateRequest(script));
            response.Errors.Should().BeEmpty();
            exists[name] = result;
            Confirmed++;
            onConfirmed();
        }
    }

    public async Task VerifyAsync(LoadClient client, Uri server)
    {
        SystemAuthenticationResponse authentication =
            await client.AskAsync<EmptyMessage, SystemAuthenticationResponse>(ServiceId.GetSystemAuthentication, default);
        SecurityResponse security = await client.AskAsync<EmptyMessage, SecurityResponse>(ServiceId.GetSecurity, default);
        Verify(authentication.Principals.Select(principal => principal.Name).Except(["admin", "writer"]), _principals);
        Verify(security.Roles.Where(role => role.Name.StartsWith('R')).Select(role => role.Name), _roles);
        foreach (StoredRole role in security.Roles.Where(role => role.Name.StartsWith('R')))
        {
            role.PathPermissions.Should().ContainSingle().Which.Path.Should().Be($"p/{role.Name[1..]}");
        }

        if (_principals.LastOrDefault(principal => principal.Value == true).Key is { } name)
        {
            // The hash is whole, too.
            await using LoadClient signedIn = await LoadClient.ConnectAsync(server, name, PasswordOf(name));
        }
    }

    private static string PasswordOf(string principal) => $"password of {principal}";

    private static void Verify(IEnumerable<string> present, Dictionary<string, bool?> expected)
    {
        HashSet<string> names = [.. present];
        names.Should().BeSubsetOf(expected.Keys);
        foreach ((string name, bool? exists) in expected)
        {
            if (exists is { } known)
            {
                names.Contains(name).Should().Be(known, "that of {0} was confirmed", name);
            }
            else
            {
                expected[name] = names.Contains(name);
            }
        }
    }
}

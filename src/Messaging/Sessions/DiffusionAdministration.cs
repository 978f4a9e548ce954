using System.Globalization;
using Messaging.Diagnostics;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;
using RoleScriptBuilder = PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl.IScriptBuilder;
using VendorRole = PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl.IRole;

namespace Messaging.Sessions;

/// <summary>Accounts, roles and other sessions over one session of the vendor's API.</summary>
internal sealed class DiffusionAdministration(ISession session) : ISessionAdministration
{
    private const string View = "VIEW_SECURITY";
    private const string Modify = "MODIFY_SECURITY";

    public Task<StoredAccounts> ReadAccountsAsync(CancellationToken cancellationToken) =>
        CallAsync(
            new RemoteCall("reading the accounts", View),
            async () =>
            {
                var stored = await session.SystemAuthenticationControl.GetSystemAuthenticationAsync(cancellationToken).ConfigureAwait(false);
                return new StoredAccounts([.. stored.Principals.Select(ToAccount)], ToAccess(stored.AnonymousAction));
            },
            cancellationToken);

    /// <summary>
    /// A refusal's own words are told only when they cannot repeat a password: nobody says that servers do not quote the script.
    /// </summary>
    public async Task<string?> TryChangeAccountsAsync(Action<IAccountScript> write, CancellationToken cancellationToken)
    {
        IScriptBuilder builder = session.SystemAuthenticationControl.Script;
        var script = new DiffusionAccountScript(builder);
        write(script);
        string text = builder.ToScript();
        try
        {
            await session.SystemAuthenticationControl.UpdateStoreAsync(text, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (DiffusionErrors.IsScriptRefused(error))
        {
            return script.HasPassword ? "" : error.Message;
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            var call = new RemoteCall("changing accounts", Modify);
            throw script.HasPassword ? DiffusionErrors.FromSecretCall(error, call) : DiffusionErrors.FromCall(error, call);
        }
    }

    public Task<IReadOnlyList<ChatRole>> ReadRolesAsync(CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<ChatRole>>(
            new RemoteCall("reading the roles", View),
            async () =>
            {
                var stored = await session.SecurityControl.GetSecurityAsync(cancellationToken).ConfigureAwait(false);
                return [.. stored.Roles.Select(ToRole)];
            },
            cancellationToken);

    public async Task<string?> TryChangeRolesAsync(Action<IRoleScript> write, CancellationToken cancellationToken)
    {
        RoleScriptBuilder builder = session.SecurityControl.Script;
        write(new DiffusionRoleScript(builder));
        string text = builder.ToScript();
        try
        {
            await session.SecurityControl.UpdateStoreAsync(text, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception error) when (DiffusionErrors.IsScriptRefused(error))
        {
            return error.Message;
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, new RemoteCall("changing roles", Modify));
        }
    }

    public Task<int> CloseSessionsAsync(string principal, CancellationToken cancellationToken) =>
        CallAsync(
            new RemoteCall($"closing the sessions of '{ShownText.Name(principal)}'", "MODIFY_SESSION"),
            async () =>
            {
                object count = await session.ClientControl.CloseAsync(SessionFilter.OfPrincipal(principal), cancellationToken).ConfigureAwait(false);
                return Convert.ToInt32(count, CultureInfo.InvariantCulture);
            },
            cancellationToken);

    public async Task<IAsyncDisposable> WatchSessionsAsync(ISessionWatcher watcher, CancellationToken cancellationToken)
    {
        ISessionEventParameters parameters = Diffusion.NewSessionEventParametersBuilder()
            .Properties([.. watcher.Properties])
            .Build();
        var stream = new DiffusionSessionEvents(watcher);
        try
        {
            IRegistration registration = await session.ClientControl
                .AddSessionEventListenerAsync(stream, parameters, cancellationToken)
                .ConfigureAwait(false);
            return new Listening(stream, registration);
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            RemoteCall call = DiffusionErrors.IsNotPermitted(error)
                ? await DiffusionListeningRefusal.ExplainAsync(session, cancellationToken).ConfigureAwait(false)
                : new RemoteCall("watching who is online");
            throw DiffusionErrors.FromCall(error, call);
        }
    }

    private static Account ToAccount(ISystemPrincipal principal) =>
        new(principal.Name, [.. principal.AssignedRoles], string.IsNullOrEmpty(principal.LockingPrincipal) ? null : principal.LockingPrincipal);

    private static AnonymousAccess ToAccess(AnonymousConnectionAction action) => action switch
    {
        AnonymousConnectionAction.ALLOW => AnonymousAccess.Allowed,
        AnonymousConnectionAction.DENY => AnonymousAccess.Denied,
        _ => AnonymousAccess.LeftToOthers,
    };

    private static ChatRole ToRole(VendorRole role) => new()
    {
        Name = role.Name,
        GlobalPermissions = DiffusionPermissions.FromVendor(role.GlobalPermissions),
        DefaultPathPermissions = DiffusionPermissions.FromVendor(role.DefaultPathPermissions),
        PathPermissions = role.PathPermissions.ToDictionary(
            path => path.Key, path => DiffusionPermissions.FromVendor(path.Value), StringComparer.Ordinal),
        Includes = [.. role.IncludedRoles],
    };

    private static bool IsCancellation(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private static async Task<T> CallAsync<T>(RemoteCall what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception error) when (!IsCancellation(error, cancellationToken))
        {
            throw DiffusionErrors.FromCall(error, what);
        }
    }

    /// <summary>Ends the listening.</summary>
    private sealed class Listening(DiffusionSessionEvents stream, IRegistration registration) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            stream.Mute();
            try
            {
                await registration.CloseAsync().ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The session is over, or the server does not answer: nothing listens any more either way.
            }
        }
    }
}

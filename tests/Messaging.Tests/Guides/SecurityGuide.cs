namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/security.md</c>: a region for each block, in the same order.</summary>
internal sealed class SecurityGuide(Action<string> show)
{
    public static async Task ConnectAsync(Uri url, Func<CancellationToken, ValueTask<string>> vault)
    {
        #region connect
        await using MessagingClient admin = MessagingClient.Create(options =>
        {
            options.Url = url;                  // wss:// unless the server is on this machine
            options.Principal = "admin";
            options.PasswordProvider = vault;   // asked for each connection, instead of a password in the options
        });
        #endregion
        await admin.ConnectAsync();
    }

    public static async Task DefineRolesAsync(IMessagingClient admin, CancellationToken cancellationToken)
    {
        #region roles
        await admin.Accounts.DefineRoleAsync(ChatRole.User("CHAT_USER"), cancellationToken);
        await admin.Accounts.DefineRoleAsync(ChatRole.Moderator("CHAT_MODERATOR"), cancellationToken);
        await admin.Accounts.SetDefaultRolesAsync(named: [], anonymous: [], cancellationToken);
        await admin.Accounts.DenyAnonymousAsync(cancellationToken);
        #endregion
    }

    public static async Task<bool> SignUpAsync(IMessagingClient admin, string name, string password, CancellationToken cancellationToken)
    {
        #region sign up
        try
        {
            await admin.Accounts.CreateAsync(name, password, ["CHAT_USER"], cancellationToken);
            return true;
        }
        catch (MessagingException taken) when (taken.Code == MessagingErrorCode.AccountExists)
        {
            return false;
        }
        #endregion
    }

    public async Task SignInAsync(IMessagingClient client, string name, string password, CancellationToken cancellationToken)
    {
        #region sign in
        try
        {
            await client.ChangeUserAsync(name, password, cancellationToken);
            show($"Hello {client.Principal}.");
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotAuthenticated)
        {
            show("Wrong name or password.");   // the client is still who it was
        }
        #endregion
    }

    public async Task WatchAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region capabilities
        await foreach (RoomCapabilities may in room.WatchCapabilitiesAsync(cancellationToken))
        {
            show($"send: {may.MaySend}, edit own: {may.MayEditOwn}, moderate: {may.MayModerate}");
        }
        #endregion
    }

    public async Task RemoveAsync(IChatRoom room, long sequence, CancellationToken cancellationToken)
    {
        #region refusal
        try
        {
            await room.RemoveAsync(sequence, cancellationToken);
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            show($"{refusal.Permission} is missing on {refusal.Path}.");
        }
        #endregion
    }

    public static string Author(ChatMessage message)
    {
        #region author
        string author = message.NameIsAuthor switch
        {
            true => message.Name!,
            false => $"{message.Name} (signed in as '{message.Event!.Author}')",
            null => $"{message.Name} (nobody knows who)",   // a live room
        };
        #endregion
        return author;
    }

    public async Task LockAsync(IMessagingClient admin, string newPassword, CancellationToken cancellationToken)
    {
        #region lock
        int closed = await admin.Accounts.LockAsync("mallory", cancellationToken);
        show($"Locked; {closed} sessions closed.");

        await admin.Accounts.UnlockAsync("mallory", newPassword, cancellationToken);
        #endregion
    }

    public async Task WatchOnlineAsync(IMessagingClient admin, CancellationToken cancellationToken)
    {
        #region online
        await foreach (IReadOnlyList<OnlineSession> online in admin.Accounts.WatchOnlineAsync(cancellationToken))
        {
            show(string.Join(", ", online.Select(session => session.Principal)));
        }
        #endregion
    }
}

using Messaging.LocalServer;

namespace Messaging.Tests.Guides;

/// <summary>The code of the local server's README and of its package's.</summary>
/// <param name="console">Where it writes.</param>
internal sealed class ServerGuide(TextWriter console)
{
    private TextWriter Console => console;

    public async Task StartAsync()
    {
        #region start
        await using LocalDiffusionServer server = await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 });
        Console.WriteLine(server.Url);   // ws://127.0.0.1:35711/
        #endregion
    }

    public static LocalServerOptions WithScripts()
    {
        #region scripts
        LocalServerOptions options = new()
        {
            SecurityScript = """
                set 'CHAT_USER' path 'Chat' permissions [SELECT_TOPIC READ_TOPIC UPDATE_TOPIC EDIT_OWN_TIME_SERIES_EVENTS]
                """,
            SystemAuthenticationScript = """
                add principal 'alice' 'secret' ['CHAT_USER']
                trust client proposed property 'room' if value matches '[a-z]+'
                """,
        };
        #endregion
        return options;
    }
}

using System.Text;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>Base of tests that try requests with and without permissions: who takes part, what is there, and all of it in one text.</summary>
public abstract class MatrixTest : SecurityTest
{
    private const string Everything =
        "READ_TOPIC UPDATE_TOPIC MODIFY_TOPIC SEND_TO_MESSAGE_HANDLER SEND_TO_SESSION SELECT_TOPIC QUERY_OBSOLETE_TIME_SERIES_EVENTS "
        + "EDIT_TIME_SERIES_EVENTS ACQUIRE_LOCK";

    private const string Max = "ffffffff07";

    private static readonly string[] Paths = ["m", "m/a", "m/ax", "m/a/b", "m/a/bx", "m/a/t", "m/a/tx"];

    // What an earlier try left, away: a script is done as a whole, so that nobody sees it.
    private static readonly string Reset = string.Join('\n', new[] { "R", "I" }
        .SelectMany(role => Paths.Select(path => $"remove '{role}' permissions for path '{path}'").Concat(
        [
            $"set '{role}' permissions []", $"set '{role}' default path permissions []", $"set '{role}' includes []",
        ]))
        .Concat(Paths.Select(path => $"deisolate path '{path}'")));

    // Others have all that they need at the paths themselves, so that it does not matter to them what is isolated.
    protected override void Configure(LocalServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] others =
        [
            "set roles for named sessions []",
            "set 'ADMINISTRATOR' includes []",
            $"set 'ADMINISTRATOR' default path permissions [{Everything}]",
            .. Paths.Select(path => $"set 'ADMINISTRATOR' path '{path}' permissions [{Everything}]"),
            .. Paths.Select(path => $"set 'CLIENT' path '{path}' permissions [READ_TOPIC SELECT_TOPIC]"),
        ];
        options.SecurityScript = string.Join('\n', others);
        options.SystemAuthenticationScript = "add principal 'user' 'pw' ['R']\nadd principal 'extra' 'x' []";
    }

    /// <summary>Puts the same things there as each time, and connects who takes part.</summary>
    private protected async Task<MatrixRun> BeginAsync(RawClient admin)
    {
        MatrixRun run = new(admin, await ConnectAsync("user", "pw"), await ConnectAsync(), await ConnectAsync("user", "pw"));
        await UpdateAsync(admin, "3c", 1, $"{Reset}\nset 'MATRIX' permissions []");
        await UpdateAsync(admin, "3a", 2, "assign roles 'extra' []");
        await admin.RequestAsync($"00 7b 03 {run.Author.SessionId} 00 01 0d 'ADMINISTRATOR'", "06 03");
        await admin.SendAsync("00 53 04 04 '?m//'");
        (await admin.ReceiveAsync()).Hex.Should().StartWith("0604");
        await admin.RequestAsync("00 7a 05 05 'm/a/b' 11 00 02 61 'v' 00", "06 05 00");
        await admin.RequestAsync("00 70 06 05 'm/a/t' 10 01 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'string'", "06 06 00");
        foreach (RawClient author in new[] { admin, run.Author })
        {
            await author.SendAsync("00 63 07 05 'm/a/t' 06 'string' 02 61 'o'");
            (await author.ReceiveAsync()).Hex.Should().StartWith("0607");
        }

        return run;
    }

    /// <summary>Says what the client may do, and nothing else. It is connected already: the change is one of a live session.</summary>
    private protected static Task PermitAsync(MatrixRun run, string script) => UpdateAsync(run.Admin, "3c", 8, $"{Reset}\n{script}");

    private protected static async Task EndAsync(MatrixRun run)
    {
        await run.Client.CloseAsync();
        await run.Author.CloseAsync();
        await run.Other.DisposeAsync();
    }

    /// <summary>The answer of the client's request 9, whatever comes before it.</summary>
    private protected static async Task<byte[]> AnswerAsync(RawClient client)
    {
        byte[] frame;
        do
        {
            frame = (await client.ReceiveAsync()).Payload;
        }
        while (frame is not [6 or 7, 9, ..]);

        return frame;
    }

    /// <summary>The topics with their values, as the administrator sees them.</summary>
    private protected static async Task<string> TopicsAsync(MatrixRun run)
    {
        await run.Admin.SendAsync($"00 75 11 05 '?.*//' 00 00 80807f 01 01 {Max} {Max} {Max} {Max} 00 01");
        return Utf8((await run.Admin.ReceiveAsync()).Payload);
    }

    /// <summary>All that requests could change, as the administrator sees it.</summary>
    private protected async Task<string> SnapshotAsync(MatrixRun run)
    {
        string[] questions =
        [
            "00 39 13",
            "00 3b 14",
            $"00 43 15 {run.Other.SessionId} 02 02 '*F' 02 '*U'",
            $"00 c601 16 {run.Other.SessionId}",
            "00 c501 17",
            "00 55 18 03 'm/h' 06 'string' 02 61 'x'",
            "00 54 12 05 'm/a/t' 01 00 00 00 03 00 00 00 03 ffffffffffffffff0f",
        ];
        StringBuilder snapshot = new(await TopicsAsync(run));
        foreach (string question in questions)
        {
            await run.Admin.SendAsync(question);
            snapshot.AppendLine(Utf8((await run.Admin.ReceiveAsync()).Payload));
        }

        // Whoever listens or decides about sign-ins would hear of this one.
        RawClient somebody = await ConnectAsync();
        await somebody.CloseAsync();
        return snapshot.ToString();
    }
}

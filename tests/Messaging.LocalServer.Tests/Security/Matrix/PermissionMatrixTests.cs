using System.Globalization;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>Every service, every permission that it needs, allowed and denied, however a role comes to the permission.</summary>
/// <remarks>The rows are what the vendor documents: the typings of the JavaScript SDK, 6.12.1.</remarks>
[Trait("Rule", "SEC-05")]
public sealed class PermissionMatrixTests : MatrixTest
{
    public static TheoryData<string> Restricted => [.. PermissionRows.Restricted.Select(row => row.Name)];

    public static TheoryData<string> Free => [.. PermissionRows.Free.Select(row => row.Name)];

    [Fact]
    public async Task Services_ThatTheServerOffers_AreAllInTheMatrix()
    {
        RawClient client = await ConnectAsync("user", "pw");
        List<int> offered = [];
        for (int service = 0; service < 0x200; service++)
        {
            await client.SendAsync($"00 {Notation.VarInt((ulong)service)} 01");
            byte[] answer = (await client.ReceiveAsync()).Payload;
            if (!Utf8(answer).Contains($"Unsupported service: {service}.", StringComparison.Ordinal))
            {
                offered.Add(service);
            }
        }

        int[] rows = [.. PermissionRows.Restricted.Concat(PermissionRows.Free).Select(row => Number(row.Service)).Distinct().Order()];
        offered.Should().Equal(rows, "every service needs a row that says what it takes");
    }

    [Theory]
    [MemberData(nameof(Restricted))]
    public async Task Service_WithAGlobalPermissionMissing_IsRefusedAndChangesNothing(string name)
    {
        PermissionRow row = PermissionRows.Restricted.Single(row => row.Name == name);
        RawClient admin = await AdminAsync();
        foreach (string missing in row.Global)
        {
            string some = string.Join(' ', row.Global.Where(permission => permission != missing));
            string paths = $"set 'R' default path permissions [{string.Join(' ', row.Path)}]";
            string[] ways =
            [
                $"set 'R' permissions [{some}]\n{paths}",
                $"set 'R' permissions [{some}]\nset 'I' permissions [{missing}]\nset 'I' includes ['R']\n{paths}",
            ];
            foreach (string way in ways)
            {
                await ShouldBeRefusedAsync(row, admin, way, $"Access denied. {missing} is missing.");
            }
        }

        row.Global.Concat(row.Path).Should().NotBeEmpty("a row without permissions belongs to the free ones");
    }

    [Theory]
    [MemberData(nameof(Restricted))]
    public async Task Service_WithAPathPermissionMissing_IsRefusedAndChangesNothing(string name)
    {
        PermissionRow row = PermissionRows.Restricted.Single(row => row.Name == name);
        RawClient admin = await AdminAsync();
        foreach (string missing in row.Path)
        {
            foreach (PathShape shape in PathShape.Refusing)
            {
                string named = shape.PermitsNothing ? row.Path[0] : missing;
                named = row.NamedInstead is { } other && named == row.Path[^1] ? other : named;

                await ShouldBeRefusedAsync(
                    row,
                    admin,
                    $"set 'R' permissions [{string.Join(' ', row.Global)}]\n{shape.ScriptFor(row.At, row.Path, missing)}",
                    $"Access denied. {named} is missing for the path '{row.At}'.");
            }
        }

        PathShape.Refusing.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Restricted))]
    public async Task Service_WithExactlyWhatItNeeds_IsDone(string name)
    {
        PermissionRow row = PermissionRows.Restricted.Single(row => row.Name == name);
        RawClient admin = await AdminAsync();
        string global = string.Join(' ', row.Global);
        string[] ways = row.Path.Length > 0
            ? [.. PathShape.Permitting.Select(shape => $"set 'R' permissions [{global}]\n{shape.ScriptFor(row.At, row.Path, row.Path[^1])}")]
            :
            [
                $"set 'R' permissions [{global}]",
                $"set 'R' includes ['I']\nset 'I' permissions [{global}]",
                $"set 'R' includes ['I']\nset 'I' includes ['R']\nset 'R' permissions [{row.Global[0]}]\nset 'I' permissions [{string.Join(' ', row.Global[1..])}]",
            ];
        foreach (string way in ways)
        {
            MatrixRun run = await BeginAsync(admin);
            await row.Prepare(run);
            await PermitAsync(run, way);

            await run.Client.SendAsync(row.Request(run.Other));
            await row.Assist(run);

            byte[] answer = await AnswerAsync(run.Client);
            answer[0].Should().Be(6, "{0} is permitted by {1}, but the server says {2}", name, way, Utf8(answer));
            await row.Undo(run);
            await EndAsync(run);
        }
    }

    [Theory]
    [MemberData(nameof(Free))]
    public async Task Service_ThatNeedsNothing_IsDoneForEverybodyAndChangesNothing(string name)
    {
        PermissionRow row = PermissionRows.Free.Single(row => row.Name == name);
        MatrixRun run = await BeginAsync(await AdminAsync());
        string before = await SnapshotAsync(run);

        await run.Client.SendAsync(row.Request(run.Other));

        byte[] answer = (await run.Client.ReceiveAsync()).Payload;
        answer[..2].Should().Equal([6, 9], "the server says {0}", Utf8(answer));
        (await SnapshotAsync(run)).Should().Be(before);
    }

    private static int Number(string service)
    {
        byte[] bytes = Notation.Bytes(service);
        return bytes.Length == 1
            ? int.Parse(service, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : (bytes[0] & 0x7f) | (bytes[1] << 7);
    }

    private async Task ShouldBeRefusedAsync(PermissionRow row, RawClient admin, string script, string text)
    {
        MatrixRun run = await BeginAsync(admin);
        await row.Prepare(run);
        await PermitAsync(run, script);
        string before = await SnapshotAsync(run);

        await run.Client.SendAsync(row.Request(run.Other));

        (await run.Client.ExpectErrorAsync(9, "67")).Should().Be(text, "that is what {0} leaves out", script);
        (await SnapshotAsync(run)).Should().Be(before, "what is refused changes nothing");

        // Nobody has heard of anything.
        await run.Client.RequestAsync("00 38 0a", "06 0a");
        await run.Other.RequestAsync("00 38 0a", "06 0a");
        await EndAsync(run);
    }
}

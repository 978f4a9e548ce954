using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>Patterns: of what they match, what is not permitted is left out without a word, however it comes to that.</summary>
public sealed class PatternTests : MatrixTest
{
    private const string Max = "ffffffff07";
    private const string Path = "m/a/b";
    private const string Fetch = $"00 75 09 04 '?m//' 00 00 80807f 00 00 {Max} {Max} {Max} {Max} 00 00";
    private const string Subscribe = "00 03 09 04 '?m//' 00";
    private const string Remove = "00 53 09 04 '?m//'";

    public static TheoryData<string, string> Requests => new()
    {
        { Fetch, "SELECT_TOPIC READ_TOPIC" },
        { Subscribe, "SELECT_TOPIC READ_TOPIC" },
        { Remove, "MODIFY_TOPIC" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Pattern_Refused_LeavesTheTopicOut(string request, string permissions)
    {
        RawClient admin = await AdminAsync();
        string[] needed = permissions.Split(' ');
        foreach ((PathShape shape, string missing) in PathShape.Refusing.SelectMany(shape => needed.Select(missing => (shape, missing))))
        {
            MatrixRun run = await BeginAsync(admin);
            await PermitAsync(run, shape.ScriptFor(Path, needed, missing));

            (await IsThereAsync(run, request)).Should().BeFalse("{0}: {1} is missing", shape.Name, missing);
            (await TopicsAsync(run)).Should().Contain(Path);
            await EndAsync(run);
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Pattern_Permitted_HasTheTopic(string request, string permissions)
    {
        RawClient admin = await AdminAsync();
        string[] needed = permissions.Split(' ');
        foreach (PathShape shape in PathShape.Permitting)
        {
            MatrixRun run = await BeginAsync(admin);
            await PermitAsync(run, shape.ScriptFor(Path, needed, needed[0]));

            (await IsThereAsync(run, request)).Should().BeTrue("it is permitted: {0}", shape.Name);
            await EndAsync(run);
        }
    }

    [Theory]
    [InlineData("00 03 09 07 '*m/a/.*' 00")]
    [InlineData($"00 75 09 07 '*m/a/.*' 00 00 80807f 00 00 {Max} {Max} {Max} {Max} 00 00")]
    public async Task PatternForWholePaths_WithOnePathBelowThatIsNotPermitted_IsRefused(string request)
    {
        RawClient admin = await AdminAsync();
        foreach (string exception in new[] { "set 'R' path 'm/a/b' permissions [READ_TOPIC]", "isolate path 'm/a/b'" })
        {
            MatrixRun run = await BeginAsync(admin);
            await PermitAsync(run, $"set 'R' path 'm' permissions [SELECT_TOPIC READ_TOPIC]\n{exception}");

            await run.Client.SendAsync(request);

            (await run.Client.ExpectErrorAsync(9, "67")).Should().Be("Access denied. SELECT_TOPIC is missing for the path 'm/a'.");
            await EndAsync(run);
        }
    }

    // Whether the topic was in what the request did.
    private static async Task<bool> IsThereAsync(MatrixRun run, string request)
    {
        await run.Client.SendAsync(request);
        if (request == Remove)
        {
            (await AnswerAsync(run.Client))[0].Should().Be(6);
            return !(await TopicsAsync(run)).Contains(Path, StringComparison.Ordinal);
        }

        string seen = string.Empty;
        byte[] frame;
        do
        {
            frame = (await run.Client.ReceiveAsync()).Payload;
            seen += Utf8(frame);
        }
        while (frame is not [6 or 7, 9, ..]);

        frame[0].Should().Be(6);
        return seen.Contains(Path, StringComparison.Ordinal);
    }
}

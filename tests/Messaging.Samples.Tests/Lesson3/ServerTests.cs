namespace Messaging.Samples.Tests.Lesson3;

/// <summary>What the sample has made of its Diffusion server, seen by programs that do not use its pages.</summary>
public sealed class ServerTests(Lesson3Site site) : Lesson3Test(site)
{
    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    [Fact]
    public async Task Stranger_IsRefused()
    {
        await using MessagingClient client = CreateClient(name: null, password: null);

        Func<Task> connecting = () => client.ConnectAsync().Within();

        (await connecting.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
    }

    [Theory]
    [InlineData("control")]
    [InlineData("client")]
    [InlineData("operator")]
    public async Task AccountsThatTheLocalServerHasOtherwise_AreNotThere(string name)
    {
        await using MessagingClient client = CreateClient(name, "password");

        Func<Task> connecting = () => client.ConnectAsync().Within();

        (await connecting.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
    }

    [Fact]
    public async Task User_PostsAndEditsTheirOwn_ButNothingElse()
    {
        string ada = NameOf("ada"), grace = NameOf("grace");
        await SignUpAsync(ada);
        await SignUpAsync(grace);
        await using MessagingClient adas = CreateClient(ada, Password);
        await using MessagingClient graces = CreateClient(grace, Password);
        IChatRoom room = await adas.JoinAsync(Lesson3Site.Room, History).Within();
        long sequence = (await room.SendAsync(Text("mine")).Within()).Event!.Sequence;
        await room.EditAsync(sequence, Text("mine, edited")).Within();
        IChatRoom others = await graces.JoinAsync(Lesson3Site.Room, History).Within();

        var refused = new Dictionary<string, Func<Task>>
        {
            ["edit another's"] = () => others.EditAsync(sequence, Text("forged")).Within(),
            ["remove another's"] = () => others.RemoveAsync(sequence).Within(),
            ["create a room"] = () => adas.JoinAsync(NameOf("a-room-of-her-own"), History).Within(),
            ["list accounts"] = () => adas.Accounts.ListAsync().Within(),
            ["create an account"] = () => adas.Accounts.CreateAsync(NameOf("mallory"), Password, ["ADMINISTRATOR"]).Within(),
            ["lock an account"] = () => adas.Accounts.LockAsync(grace).Within(),
        };

        foreach ((string what, Func<Task> call) in refused)
        {
            (await call.Should().ThrowAsync<MessagingException>(what)).Which.Code.Should().Be(MessagingErrorCode.NotPermitted, what);
        }
    }
}

namespace Messaging.LocalServer.Tests.Security;

public sealed class InitialScriptTests : LoggedTest
{
    [Fact]
    public async Task Start_WithErrorsInAScript_SaysWhere()
    {
        LocalServerOptions security = new() { Port = 0, SecurityScript = "\n set 'R' nonsense" };
        LocalServerOptions authentication = new() { Port = 0, SystemAuthenticationScript = "remove principal 'x'" };

        (await ((Func<Task>)(() => LocalDiffusionServer.StartAsync(security))).Should().ThrowAsync<ArgumentException>())
            .WithMessage("LocalServerOptions.SecurityScript has errors. line 2, column 10: This is 'nonsense'.*");
        (await ((Func<Task>)(() => LocalDiffusionServer.StartAsync(authentication))).Should().ThrowAsync<ArgumentException>())
            .WithMessage("LocalServerOptions.SystemAuthenticationScript has errors. line 1, column 1: There is no principal 'x'.*");
    }
}

using Messaging.Sessions;

namespace Messaging.Tests.Sessions;

public sealed class SessionFilterTests
{
    [Theory]
    [InlineData("bob", "$Principal is 'bob'")]
    [InlineData("O'Brien", @"$Principal is 'O\'Brien'")]
    [InlineData(@"a\", @"$Principal is 'a\\'")]
    [InlineData(@"\' or all or $Principal is '", @"$Principal is '\\\' or all or $Principal is \''")]
    [InlineData("a\nb \"c\"", "$Principal is 'a\nb \"c\"'")]
    public void OfPrincipal_AnyName_IsAValueAndNothingElse(string name, string expected) =>
        SessionFilter.OfPrincipal(name).Should().Be(expected);
}

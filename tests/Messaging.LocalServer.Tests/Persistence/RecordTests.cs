using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Persistence.Records;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>The bodies of records, version 1, by their bytes.</summary>
public sealed class RecordTests
{
    private const string Salt = "000102030405060708090a0b0c0d0e0f";
    private const string Key = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfefff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

    [Theory]
    [InlineData("01 ac02 03 'a/b' 0f 01 01 'k' 01 'v' 01", "a0")]
    [InlineData("01 ac02 03 'a/b' 0f 01 01 'k' 01 'v' 01", "")]
    [InlineData("01 ac02 03 'a/b' 0f 01 01 'k' 01 'v' 00", null)]
    public void Topic_ItsBytes_AreThese(string start, string? content)
    {
        TopicRecord record = Read($"{start} {content}", TopicRecord.ReadFrom);

        record.Id.Should().Be(300);
        record.Path.Should().Be("a/b");
        record.Specification.Should().Be(new TopicSpecification(TopicTypeCode.Json, [new("k", "v")]));
        record.Content.HasValue.Should().Be(content is not null);
        Notation.Hex(record.Content.GetValueOrDefault().Span).Should().Be(content ?? "");
        Written(record.WriteStart).Should().Be(Notation.Hex(start));
    }

    [Fact]
    public void Content_ItsBytes_AreThese()
    {
        ContentRecord record = Read("02 ac02 'xyz'", ContentRecord.ReadFrom);

        record.Id.Should().Be(300);
        Notation.Hex(record.Content.Span).Should().Be(Notation.Hex("'xyz'"));
        Written(record.WriteStart).Should().Be("02ac02");
    }

    [Fact]
    public void Removal_ItsBytes_AreThese()
    {
        const string Bytes = "03 03 01 ac02 ffffffff07";

        RemovalRecord record = Read(Bytes, RemovalRecord.ReadFrom);

        record.Ids.Should().Equal(1, 300, int.MaxValue);
        Written(record.WriteTo).Should().Be(Notation.Hex(Bytes));
    }

    [Fact]
    public void Accounts_TheirBytes_AreThese()
    {
        const string Bytes =
            "04  01 03 'bob'"
            + $"  02  05 'alice' 02 06 'CLIENT' 01 'X' 01 05 'admin' e807 10 {Salt} 20 {Key}  05 'carol' 00 00 a08d06 10 {Salt} 20 {Key}"
            + "  01  00 01 06 'CLIENT' 02  01 'p' 01 02 01 'x' 01 'y'  01 'q' 00 02 'a+'";

        AccountsRecord record = Read(Bytes, AccountsRecord.ReadFrom);

        AccountConfiguration after = record.ApplyTo(new AccountConfiguration());
        record.Removed.Should().Equal("bob");
        after.Accounts.Keys.Should().Equal("alice", "carol");
        after.Accounts["alice"].Roles.Should().Equal("CLIENT", "X");
        after.Accounts["alice"].LockingPrincipal.Should().Be("admin");
        after.Accounts["alice"].Password.Iterations.Should().Be(1000);
        Notation.Hex(after.Accounts["alice"].Password.Salt.Span).Should().Be(Salt);
        Notation.Hex(after.Accounts["alice"].Password.Key.Span).Should().Be(Key);
        after.AnonymousAction.Should().Be(AnonymousConnectionAction.Allow);
        after.AnonymousRoles.Should().Equal("CLIENT");
        after.TrustedProperties["p"].Accepts("y").Should().BeTrue();
        after.TrustedProperties["q"].Accepts("aa").Should().BeTrue();
        after.TrustedProperties["q"].Accepts("b").Should().BeFalse();
        Written(record.WriteTo).Should().Be(Notation.Hex(Bytes));
    }

    [Fact]
    public void Accounts_OneOfManyChanges_OnlyThatIsWritten()
    {
        AccountConfiguration before = Read($"04 00 02 01 'a' 00 00 e807 10 {Salt} 20 {Key} 01 'b' 00 00 e807 10 {Salt} 20 {Key} 00", AccountsRecord.ReadFrom)
            .ApplyTo(new AccountConfiguration());
        AccountConfiguration after = before with { Accounts = before.Accounts.SetItem("b", before.Accounts["b"] with { Roles = ["R"] }) };

        Written(AccountsRecord.Between(before, after).WriteTo).Should().Be(Notation.Hex($"04 00 01 01 'b' 01 01 'R' 00 e807 10 {Salt} 20 {Key} 00"));
        Written(AccountsRecord.Between(after, after with { Accounts = after.Accounts.Remove("a") }).WriteTo).Should().Be(Notation.Hex("04 01 01 'a' 00 00"));
    }

    [Fact]
    public void Roles_TheirBytes_AreThese()
    {
        const string Bytes =
            "05  01 01 'B'"
            + "  01  01 'A' 02 01 03 01 00 02 03 'a/b' 02 01 0b 01 'c' 00 01 06 'CLIENT' 01 05 'admin'"
            + "  01  01 06 'CLIENT' 02 06 'CLIENT' 01 'X' 01 03 'a/b'";

        RolesRecord record = Read(Bytes, RolesRecord.ReadFrom);

        SecurityConfiguration after = record.ApplyTo(new SecurityConfiguration());
        record.Removed.Should().Equal("B");
        after.Roles["A"].Paths.Keys.Should().Equal("a/b", "c");
        after.Roles["A"].LockingPrincipal.Should().Be("admin");
        after.NamedRoles.Should().Equal("CLIENT", "X");
        after.IsolatedPaths.Should().Equal("a/b");
        Written(record.WriteTo).Should().Be(Notation.Hex(Bytes));
        Written(RolesRecord.Between(new SecurityConfiguration(), after).WriteTo).Should().Be(Notation.Hex("05 00" + Bytes[13..]));
    }

    private delegate T Reader<out T>(ref WireReader reader);

    private static T Read<T>(string notation, Reader<T> read)
    {
        WireReader reader = new(Notation.Bytes(notation));
        reader.ReadByte();
        T record = read(ref reader);
        reader.Remaining.Should().Be(0);
        return record;
    }

    private static string Written(Action<WireWriter> write)
    {
        WireWriter writer = new();
        write(writer);
        return Notation.Hex(writer.WrittenSpan);
    }
}

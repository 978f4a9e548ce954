using System.Reflection;
using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Client.Types;

namespace Messaging.DiffusionClient.Tests.SourceCompatibility;

/// <summary>The traps of a source-compatible surface.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly Type[] Exported = typeof(Diffusion).Assembly.GetExportedTypes();

    [Fact]
    public void PublicTypes_LieInTheVendorsNamespacesOnly() =>
        Exported.Should().OnlyContain(type =>
            type.Namespace!.StartsWith("PushTechnology.ClientInterface.", StringComparison.Ordinal)
            || type.Namespace == "PushTechnology.DiffusionCore.Client.Types");

    [Theory]
    [InlineData("PushTechnology.Diffusion")]
    [InlineData("PushTechnology.ClientInterface.Diffusion")]
    public void PublicTypes_DoNotHideTheFactory(string name) =>
        Exported.Should().NotContain(type => type.FullName == name || type.Namespace == name || type.Namespace!.StartsWith(name + ".", StringComparison.Ordinal));

    [Fact]
    public void SpecificationKeys_AreStaticReadonlyAndNotConst() =>
        typeof(TopicSpecificationProperty).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Should().HaveCount(14).And.OnlyContain(field => field.IsInitOnly && !field.IsLiteral && field.FieldType == typeof(string));

    [Theory]
    [InlineData(typeof(SessionState))]
    [InlineData(typeof(TopicUnsubscribeReason))]
    [InlineData(typeof(ErrorReason))]
    [InlineData(typeof(CloseReason))]
    public void ObjectEnums_AreClassesWithStaticReadonlyFields(Type type)
    {
        type.IsEnum.Should().BeFalse();
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == type)
            .Should().NotBeEmpty().And.OnlyContain(field => field.IsInitOnly);
    }

    [Fact]
    public void StreamStructure_IsAnEnumOfTwo() =>
        Enum.GetNames<StreamStructure>().Should().Equal("VALUE_EVENT_STREAM", "EDIT_EVENT_STREAM");

    [Fact]
    public void Permissions_AreBytesWithTheNumbersOfTheWire()
    {
        Enum.GetUnderlyingType(typeof(GlobalPermission)).Should().Be<byte>();
        Enum.GetUnderlyingType(typeof(PathPermission)).Should().Be<byte>();
        ((byte)GlobalPermission.MODIFY_TOPIC_VIEWS, (byte)PathPermission.EXPOSE_BRANCH).Should().Be((10, 11));
    }

    [Fact]
    public void SessionPropertyKeys_AreStaticReadonlyAndNotConst() =>
        typeof(SessionProperty).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Should().NotBeEmpty().And.OnlyContain(field => field.IsInitOnly && !field.IsLiteral && field.FieldType == typeof(string));

    [Fact]
    public async Task Scripts_OfASession_StartEmptyEachTime()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        scripted.Session.SystemAuthenticationControl.Script.DenyAnonymousConnections();
        scripted.Session.SecurityControl.Script.IsolatePath("a");

        scripted.Session.SystemAuthenticationControl.Script.ToScript().Should().BeEmpty();
        scripted.Session.SecurityControl.Script.ToScript().Should().BeEmpty();
    }

    [Fact]
    public void EventsTimestamp_IsANumberAsTheVendorHasIt() =>
        typeof(IEventMetadata).GetProperty(nameof(IEventMetadata.Timestamp))!.PropertyType.Should().Be<long>();

    [Fact]
    public void UnsubscribeReasons_AreFoundByCodeAndName()
    {
        TopicUnsubscribeReason.Values().Should().HaveCount(9).And.OnlyHaveUniqueItems(reason => reason.Code);
        TopicUnsubscribeReason.FromCode(5).Should().BeSameAs(TopicUnsubscribeReason.BACK_PRESSURE);
        TopicUnsubscribeReason.ValueOf("REMOVAL").Should().BeSameAs(TopicUnsubscribeReason.REMOVAL);
        FluentActions.Invoking(() => TopicUnsubscribeReason.FromCode(99)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Exceptions_DeriveAsTheirCatchClausesExpect()
    {
        typeof(SessionClosedException).Should().BeDerivedFrom<SessionException>();
        typeof(SessionEstablishmentException).Should().BeDerivedFrom<SessionException>();
        typeof(AuthenticationException).Should().BeDerivedFrom<SessionEstablishmentException>();
        Exported.Where(type => type.IsAssignableTo(typeof(Exception))).Should().OnlyContain(type => type.IsAssignableTo(typeof(DiffusionException)));
    }

    [Fact]
    public void ErrorReasons_AreEqualByCode()
    {
        (ErrorReason.SESSION_CLOSED == ErrorReason.ACCESS_DENIED).Should().BeFalse();
        ErrorReason.SESSION_CLOSED.ToString().Should().StartWith("101");
    }
}

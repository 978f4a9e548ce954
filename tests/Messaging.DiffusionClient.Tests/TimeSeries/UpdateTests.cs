using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.TimeSeries;

/// <summary>Appends and edits beyond the recorded ones.</summary>
public sealed class UpdateTests : LoggedTest
{
    public static TheoryData<int, Type> Errors => new()
    {
        { 103, typeof(SessionSecurityException) },
        { 106, typeof(SessionException) },
        { 108, typeof(IncompatibleTopicException) },
        { 9002, typeof(NoSuchTopicException) },
        { 9013, typeof(NoSuchEventException) },
        { 9999, typeof(SessionException) },
    };

    private static IJSON Hi => Diffusion.DataTypes.JSON.FromJSONString("""{"m":"hi"}""");

    [Theory]
    [MemberData(nameof(Errors))]
    [Trait("Rule", "TOPIC-83")]
    public async Task Edit_Refused_FailsWithTheTypeForTheCode(int code, Type type)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Task edit = scripted.Session.TimeSeries.EditAsync("T", 7, "x");
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Refuse(code, "server message"));

        Exception failure = (await FluentActions.Awaiting(() => edit.Within()).Should().ThrowAsync<Exception>()).Which;
        failure.Should().BeOfType(type);
        failure.Message.Should().Contain("Editing an event of the time series 'T'").And.Contain("server message");
        ((DiffusionException)failure).Reason.Code.Should().Be(code);
    }

    [Theory]
    [InlineData(106, typeof(InvalidQueryException))]
    [InlineData(108, typeof(IncompatibleTopicException))]
    [Trait("Rule", "TOPIC-83")]
    public async Task Query_Refused_FailsWithTheTypeForTheCode(int code, Type type)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Task select = scripted.Session.TimeSeries.RangeQuery.SelectFromAsync("T");
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Refuse(code, "server message"));

        (await FluentActions.Awaiting(() => select.Within()).Should().ThrowAsync<DiffusionException>()).Which.Should().BeOfType(type);
    }

    [Fact]
    [Trait("Rule", "TOPIC-75")]
    public async Task Set_OfATimeSeries_NamesTheTypeOfTheValue()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ITopicSpecification specification = Diffusion.NewSpecification(TopicType.TIME_SERIES)
            .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, "json");

        Task set = scripted.Session.TopicUpdate.SetAsync("T", Hi);
        ClientRequest request = await scripted.TakeRequestAsync();
        request.Should().Be(new ClientRequest(0x76, request.Conversation, "0154" + "0f" + "07bf616d626869ff" + "00"));
        scripted.Connection.Give(request.Answer());
        await set.Within();

        Task<TopicCreationResult> addAndSet = scripted.Session.TopicUpdate.AddAndSetAsync("T", specification, Hi);
        request = await scripted.TakeRequestAsync();
        request.Should().Be(new ClientRequest(
            0x7a,
            request.Conversation,
            "0154" + "10" + "011c54494d455f5345524945535f4556454e545f56414c55455f54595045046a736f6e" + "07bf616d626869ff" + "00"));
        scripted.Connection.Give(request.Answer("01"));
        (await addAndSet.Within()).Should().Be(TopicCreationResult.EXISTS);
    }

    [Fact]
    public async Task Append_Cancelled_EndsWithItsToken()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        using CancellationTokenSource source = new();
        Task append = scripted.Session.TimeSeries.AppendAsync("T", "x", source.Token);
        await scripted.TakeRequestAsync();

        await source.CancelAsync();

        (await FluentActions.Awaiting(() => append.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public async Task BadArguments_OfAppendAndEdit_AreRefusedAtOnce()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ITimeSeries series = scripted.Session.TimeSeries;

        await FluentActions.Awaiting(() => series.AppendAsync("", "x")).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => series.AppendAsync<string?>("T", null)).Should().ThrowAsync<ArgumentNullException>();
        await FluentActions.Awaiting(() => series.AppendAsync<long?>("T", null, DateTimeOffset.UnixEpoch)).Should().ThrowAsync<ArgumentNullException>();
        await FluentActions.Awaiting(() => series.AppendAsync("T", 5)).Should().ThrowAsync<ArgumentException>().WithMessage("*System.Int32*");
        await FluentActions.Awaiting(() => series.EditAsync("T", -1, "x")).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await FluentActions.Awaiting(() => series.EditAsync<IJSON?>("T", 0, null)).Should().ThrowAsync<ArgumentNullException>();
        scripted.Connection.TryTake().Should().BeNull();
    }
}

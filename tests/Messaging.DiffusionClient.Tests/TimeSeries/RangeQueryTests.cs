using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.TimeSeries;

/// <summary>What each step of a range query changes, seen in the request's body: path, kind, view range, edit range, limit.</summary>
[Trait("Rule", "TOPIC-76, TOPIC-77")]
public sealed class RangeQueryTests : LoggedTest
{
    private const string WholeSeries = "00000003";
    private const string NoLimit = "ffffffffffffff0f";

    public static TheoryData<string, Func<IRangeQuery<IBytes>, IRangeQuery<IBytes>>, string> Steps => new()
    {
        { "anchor overrides anchor", query => query.From(5).FromLast(2).To(9).UntilLast(1), $"00 02030103 {WholeSeries} {NoLimit}" },
        { "ForEdits resets the view range and keeps the edit range", query => query.From(1).To(2).EditRange().From(3).To(4).ForEdits(), $"01 {WholeSeries} 03010401 {NoLimit}" },
        { "after ForEdits the view range is meant", query => query.EditRange().From(3).To(4).ForEdits().From(7), $"01 07010003 03010401 {NoLimit}" },
        { "ForValues resets the view range and keeps the edit range", query => query.ForEdits().From(9).LatestEdits().From(3).ForValues(), $"00 {WholeSeries} 03010003 {NoLimit}" },
        { "EditRange resets the edit range", query => query.From(1).EditRange().From(3).EditRange(), $"00 01010003 {WholeSeries} {NoLimit}" },
        { "AllEdits resets the edit range", query => query.ForEdits().From(1).LatestEdits().From(3).AllEdits(), $"01 01010003 {WholeSeries} {NoLimit}" },
        { "LatestEdits resets the edit range", query => query.ForEdits().From(1).AllEdits().From(3).LatestEdits(), $"02 01010003 {WholeSeries} {NoLimit}" },
        { "As changes nothing on the wire", query => query.From(1).EditRange().As<string>().From(3).Limit(7).As<IBytes>(), "00 01010003 03010003 07" },
        { "limits survive every other step", query => query.Limit(0).ForEdits().AllEdits().ForValues(), $"00 {WholeSeries} {WholeSeries} 00" },
        { "the default can be reached again", query => query.ForEdits().From(3).Limit(1).ForValues().FromStart().UntilLast(0).Limit(9007199254740991), $"00 {WholeSeries} {WholeSeries} {NoLimit}" },
        { "time is cut to milliseconds", query => query.FromLast(TimeSpan.FromTicks(19_999)).To(DateTimeOffset.UnixEpoch.AddTicks(29_999)), $"00 01040202 {WholeSeries} {NoLimit}" },
        { "times before 1970 pass", query => query.From(DateTimeOffset.UnixEpoch.AddMilliseconds(-1)), $"00 ffffffffffffffffff01020003 {WholeSeries} {NoLimit}" },
    };

    public static TheoryData<string, Action<IRangeQuery<IBytes>>> Negatives => new()
    {
        { "From", query => query.From(-1) },
        { "FromLast", query => query.FromLast(-1) },
        { "FromLast of a time", query => query.FromLast(TimeSpan.FromTicks(-1)) },
        { "To", query => query.To(-1) },
        { "Next", query => query.Next(-1) },
        { "Next of a time", query => query.Next(TimeSpan.FromTicks(-1)) },
        { "Previous", query => query.Previous(-1) },
        { "Previous of a time", query => query.Previous(TimeSpan.FromTicks(-1)) },
        { "UntilLast", query => query.UntilLast(-1) },
        { "UntilLast of a time", query => query.UntilLast(TimeSpan.FromTicks(-1)) },
        { "Limit", query => query.Limit(-1) },
    };

    [Theory]
    [MemberData(nameof(Steps), DisableDiscoveryEnumeration = true)]
    public async Task Step_Taken_OverridesWhatItShould(string name, Func<IRangeQuery<IBytes>, IRangeQuery<IBytes>> build, string expected)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        (await BodyAsync(scripted, build(scripted.Session.TimeSeries.RangeQuery))).Should().Be($"0154{expected.Replace(" ", string.Empty, StringComparison.Ordinal)}", name);
    }

    [Fact]
    public async Task Query_Refined_StaysAsItWas()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        IRangeQuery<IBytes> query = scripted.Session.TimeSeries.RangeQuery.From(1);

        query.To(2).Limit(3).EditRange().From(4).ForEdits().As<IJSON>().Should().NotBeSameAs(query);

        (await BodyAsync(scripted, query)).Should().Be($"01540001010003{WholeSeries}{NoLimit}");
        (await BodyAsync(scripted, scripted.Session.TimeSeries.RangeQuery)).Should().Be($"015400{WholeSeries}{WholeSeries}{NoLimit}");
    }

    [Fact]
    public async Task Operators_OfTheOtherKindOfQuery_AreRefused()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        IRangeQuery<IBytes> query = scripted.Session.TimeSeries.RangeQuery;

        FluentActions.Invoking(() => query.ForEdits().EditRange()).Should().Throw<InvalidOperationException>().WithMessage("*ForValues*");
        FluentActions.Invoking(() => query.AllEdits()).Should().Throw<InvalidOperationException>().WithMessage("*ForEdits*");
        FluentActions.Invoking(() => query.ForEdits().ForValues().LatestEdits()).Should().Throw<InvalidOperationException>().WithMessage("*ForEdits*");
        query.ForEdits().ForValues().EditRange().Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Negatives), DisableDiscoveryEnumeration = true)]
    public async Task NegativeArgument_IsRefused(string name, Action<IRangeQuery<IBytes>> call)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        FluentActions.Invoking(() => call(scripted.Session.TimeSeries.RangeQuery)).Should().Throw<ArgumentOutOfRangeException>(name);
    }

    [Fact]
    public async Task OtherArguments_ThatMakeNoSense_AreRefused()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        IRangeQuery<IBytes> query = scripted.Session.TimeSeries.RangeQuery;

        FluentActions.Invoking(() => query.As<DateTime>()).Should().Throw<ArgumentException>().WithMessage("*System.DateTime*");
        await FluentActions.Awaiting(() => query.SelectFromAsync("")).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => query.SelectFromAsync(null)).Should().ThrowAsync<ArgumentNullException>();
    }

    private static async Task<string> BodyAsync<TValue>(ScriptedSession scripted, IQuery<TValue> query)
    {
        Task<IQueryResult<TValue>> select = query.SelectFromAsync("T");
        ClientRequest request = await scripted.TakeRequestAsync();
        request.Service.Should().Be(0x54);
        scripted.Connection.Give(request.Answer("046a736f6e0000"));
        (await select.Within()).Events.Should().BeEmpty();
        return request.Body;
    }
}

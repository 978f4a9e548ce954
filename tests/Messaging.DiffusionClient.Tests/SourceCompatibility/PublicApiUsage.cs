// Code as an application writes it against the vendor's package: nothing of ours is imported, every namespace that such
// code imports must exist, and the compiler is the judge. It lies in a namespace below the vendor's, as such code may,
// which makes a name like PushTechnology.ClientInterface.Diffusion fatal.
#pragma warning disable IDE0005 // some of these namespaces hold nothing that is used here, as in code out there
using System.Diagnostics;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.Impl;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;
using PushTechnology.DiffusionCore.Client.Types;

namespace PushTechnology.ClientInterface.Example.Rooms;

internal static class PublicApiUsage
{
    public static async Task Publish(string serverUrl, CancellationToken cancellationToken)
    {
        ISession session = Diffusion.Sessions
            .Principal("control")
            .Credentials(Diffusion.Credentials.Password("password"))
            .CertificateValidation((cert, chain, errors) => CertificateValidationResult.ACCEPT)
            .ReconnectionTimeout(5 * 60 * 1000)
            .ReconnectionStrategy(new Patience())
            .InitialRetryStrategy(new RetryStrategy(1000, 5))
            .SessionStateChangedHandler(OnState)
            .Property("Department", "Chat")
            .Open(serverUrl);

        ITopicControl topicControl = session.TopicControl;
        ITopicSpecification specification = topicControl.NewSpecification(TopicType.JSON)
            .WithProperty(TopicSpecificationProperty.Removal, "when this session closes")
            .WithProperties(new Dictionary<string, string> { [TopicSpecificationProperty.DontRetainValue] = "true" });
        AddTopicResult added = await topicControl.AddTopicAsync("my/topic", specification, cancellationToken);
        if (added == AddTopicResult.EXISTS || added == Client.Features.Control.Topics.AddTopicResult.CREATED)
        {
            await session.TopicUpdate.SetAsync("my/topic", Diffusion.DataTypes.JSON.FromJSONString("{\"text\": \"hi\"}"), cancellationToken);
        }

        TopicCreationResult created = await session.TopicUpdate.AddAndSetAsync<double?>(
            "my/number", Diffusion.NewSpecification(TopicType.DOUBLE), 1.5, Diffusion.UpdateConstraints.NoTopic, cancellationToken);
        IUpdateConstraint constraint = Diffusion.UpdateConstraints.JSONValue
            .With("/text", UpdateConstraintOperator.EQ, "hi").Without("/gone")
            .And(Diffusion.UpdateConstraints.Value(UpdateConstraintOperator.GE, 0.9).Or(Diffusion.UpdateConstraints.NoValue));
        await session.Topics.SetAsync("my/topic", Diffusion.DataTypes.JSON.FromJSONString("[]"), constraint);
        Trace.WriteLine(created);

        ITopicRemovalResult removal = await topicControl.RemoveTopicsAsync("?my//", cancellationToken);
        Trace.WriteLine(removal.RemovedCount);
        session.Close();
    }

    public static async Task Subscribe(ISession session)
    {
        session.Topics.AddStream<IJSON>(">my/topic", new JsonStream());
        session.Topics.AddStream("?numbers//", new NumberStream());
        session.Topics.AddFallbackStream(new JsonStream());
        await session.Topics.SubscribeAsync("?my//");
        await session.Topics.SubscribeAsync("?my//", "scope", CancellationToken.None);
        await session.Topics.UnsubscribeAsync("?my//", CancellationToken.None);

        // A variable of the untyped result must take a typed one.
        IFetchResult<object> result = await session.Topics.FetchRequest.FetchAsync("*.*");
        result = await session.Topics.FetchRequest.From("a").To("b").TopicTypes(new[] { TopicType.STRING }).WithValues<string>().WithProperties()
            .First(10).FetchAsync("?my//", CancellationToken.None);
        foreach (ITopicResult<object> topic in result.Results)
        {
            Trace.WriteLine($"{topic.Path} {topic.Type} {topic.Value} {topic.Specification.Properties.Count} of {result.Results.Count}, {result.HasMore}");
        }

        try
        {
            IPingDetails ping = await session.Ping.PingServerAsync(CancellationToken.None);
            Trace.WriteLine($"{ping.Timestamp} {ping.RoundTripTimeSpan}");
        }
        catch (SessionClosedException)
        {
            Trace.WriteLine(session.SessionId);
        }
        catch (SessionException)
        {
            Trace.WriteLine(session.State == SessionState.CONNECTED_ACTIVE);
        }
    }

    public static async Task KeepHistory(ISession session, CancellationToken cancellationToken)
    {
        ITopicSpecification specification = session.TopicControl.NewSpecification(TopicType.TIME_SERIES)
            .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, Diffusion.DataTypes.Get<double?>().TypeName)
            .WithProperty(TopicSpecificationProperty.TimeSeriesRetainedRange, "limit 15 last 10s")
            .WithProperty(TopicSpecificationProperty.TimeSeriesSubscriptionRange, "limit 3");
        await session.TopicControl.AddTopicAsync("my/series", specification, cancellationToken);
        session.Topics.AddTimeSeriesStream("my/series", new EventStream());
        session.Topics.AddTimeSeriesStream<double?>("?my//", new EventStream());
        await session.Topics.SubscribeAsync("my/series", cancellationToken);

        ITimeSeries timeSeries = session.TimeSeries;
        IEventMetadata metadata = await timeSeries.AppendAsync<double?>("my/series", 1.5);
        metadata = await timeSeries.AppendAsync<double?>("my/series", 2.5, DateTimeOffset.FromUnixTimeMilliseconds(metadata.Timestamp + 1), cancellationToken);
        metadata = await session.TimeSeries.AppendAsync("my/texts", "hello", cancellationToken);
        long sequence = metadata.Sequence;
        try
        {
            await timeSeries.EditAsync<double?>("my/series", sequence, 3.5, cancellationToken);
            await timeSeries.EditAsync<double?>("my/series", 0, 4.5);
        }
        catch (NoSuchEventException e)
        {
            Trace.WriteLine(e.Message);
        }
    }

    public static async Task ReadHistory(ISession session)
    {
        IRangeQuery<IBytes> all = session.TimeSeries.RangeQuery;
        IRangeQuery<double?> numbers = all.ForValues().From(DateTimeOffset.FromUnixTimeMilliseconds(301)).To(DateTimeOffset.FromUnixTimeMilliseconds(501)).As<double?>();
        IQueryResult<double?> result = await numbers.SelectFromAsync("my/series", CancellationToken.None);
        result = result.Merge(await session.TimeSeries.RangeQuery.As<double?>().From(5).To(15).Limit(10).SelectFromAsync("my/series"));
        IQuery<string> edits = all.ForEdits().FromLast(10).UntilLast(1).LatestEdits().FromStart().Next(100).As<string>();
        foreach (IEvent<double?> entry in result.Events)
        {
            Trace.WriteLine($"{entry.Metadata.Sequence} {entry.Metadata.Author} {entry.OriginalMetadata.Sequence} {entry.IsEditEvent} {entry.Value}");
        }

        Trace.WriteLine($"{result.IsComplete} {result.SelectedCount} {result.StreamStructure == StreamStructure.VALUE_EVENT_STREAM} {edits}");
    }

    public static void OpenInBackground(string serverUrl, ICredentials credentials)
    {
        Diffusion.Sessions.Credentials(credentials).NoReconnection().Open(serverUrl, new OpenCallback());
        Diffusion.Sessions.ServerHost("localhost").ServerPort(8080).RequestPath("/x").SecureTransport(true).OpenAsync();
    }

    public static void Data()
    {
        IBinary binary = Diffusion.DataTypes.Binary.ReadValue(new byte[] { 1, 2 });
        IBytes bytes = Diffusion.DataTypes.Get<double?>().ToBytes(1.5);
        IDataType<string> text = Diffusion.DataTypes.Get<string>();
        Trace.WriteLine($"{binary.Length} {bytes.ToByteArray().Length} {text.TypeName} {text.CanReadAs<IJSON>()}");
    }

    private static void OnState(object? sender, SessionListenerEventArgs e)
    {
        if (e.NewState.Closed || e.OldState == SessionState.RECOVERING_RECONNECT)
        {
            Trace.WriteLine($"{e.OldState} {e.NewState}");
        }
    }

    private sealed class OpenCallback : ISessionOpenCallback
    {
        public void OnOpened(ISession session) => session.Close();

        public void OnError(ErrorReason errorReason) => Trace.WriteLine(errorReason == ErrorReason.SESSION_CLOSED);
    }

    private sealed class JsonStream : IValueStream<IJSON>
    {
        public void OnSubscription(string topicPath, ITopicSpecification specification) => Trace.WriteLine(specification.Type);

        public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason) =>
            Trace.WriteLine(reason == TopicUnsubscribeReason.REMOVAL);

        public void OnValue(string topicPath, ITopicSpecification specification, IJSON oldValue, IJSON newValue) =>
            Trace.WriteLine(newValue.ToJSONString());

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason) => Trace.WriteLine(errorReason);
    }

    private sealed class NumberStream : IValueStream<long?>
    {
        public void OnSubscription(string topicPath, ITopicSpecification specification)
        {
        }

        public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason)
        {
        }

        public void OnValue(string topicPath, ITopicSpecification specification, long? oldValue, long? newValue) => Trace.WriteLine(newValue);

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class EventStream : IValueStream<IEvent<double?>>
    {
        public void OnSubscription(string topicPath, ITopicSpecification specification) =>
            Trace.WriteLine(specification.Properties[TopicSpecificationProperty.TimeSeriesEventValueType]);

        public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason)
        {
        }

        public void OnValue(string topicPath, ITopicSpecification specification, IEvent<double?> oldValue, IEvent<double?> newValue) =>
            Trace.WriteLine($"{newValue.Metadata.Timestamp} {newValue.Value ?? 0} after {oldValue?.Value}");

        public void OnClose()
        {
        }

        public void OnError(ErrorReason errorReason)
        {
        }
    }

    private sealed class Patience : IReconnectionStrategy
    {
        public Task PerformReconnection(IReconnectionAttempt reconnection)
        {
            reconnection.Start();
            return Task.CompletedTask;
        }
    }
}

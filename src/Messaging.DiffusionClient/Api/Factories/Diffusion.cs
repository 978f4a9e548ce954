#nullable disable
using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Topics;
using Messaging.DiffusionClient.Updates;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Security.Authentication;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data;

namespace PushTechnology.ClientInterface.Client.Factories;

/// <summary>Where every use of the API starts: sessions, data types, specifications, constraints.</summary>
/// <remarks>All members may be used from any thread; what they return is immutable.</remarks>
public static class Diffusion
{
    /// <summary>A session factory with every option at its default.</summary>
    public static ISessionFactory Sessions { get; } = new SessionFactory(SessionOptions.Default);

    /// <summary>Makes credentials for <see cref="ISessionFactory.Credentials"/> and <see cref="ISession.Security"/>.</summary>
    public static ICredentialsFactory Credentials { get; } = new CredentialsFactory();

    /// <summary>The data types of topic values.</summary>
    public static IDataTypes DataTypes { get; } = new DataTypes();

    /// <summary>Makes conditions for updates.</summary>
    public static IUpdateConstraintFactory UpdateConstraints { get; } = new UpdateConstraintFactory();

    /// <summary>Creates a specification without properties.</summary>
    /// <param name="topicType">The topic's type, not <see cref="TopicType.UNKNOWN"/>.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException"><paramref name="topicType"/> is no type that a topic can have.</exception>
    public static ITopicSpecification NewSpecification(TopicType topicType) => new Specification(topicType);

    /// <summary>Starts to say which sessions a listener is told of. Without more it is all of them, and none of their properties.</summary>
    /// <returns>A new builder.</returns>
    public static ISessionEventParametersBuilder NewSessionEventParametersBuilder() => new SessionEventParametersBuilder();
}

using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Topics;

/// <summary>How many topics there may be, how large what belongs to one may be, and how much of them one session may take.</summary>
/// <remarks>What is beyond a bound is refused with an error that names it, and has no effect.</remarks>
internal sealed class TopicLimits
{
    /// <summary>The most UTF-16 code units of a path.</summary>
    public const int MaximumPathLength = 4096;

    /// <summary>The most UTF-16 code units of all keys and values of a specification's properties.</summary>
    public const int MaximumPropertiesLength = 64 * 1024;

    /// <summary>The most UTF-16 code units of a selector that a session keeps.</summary>
    public const int MaximumSelectorLength = 16 * 1024;

    private readonly int _maximumTopics;
    private readonly int _maximumValueSize;

    public TopicLimits(LocalServerOptions options)
    {
        _maximumTopics = options.MaximumTopics;
        _maximumValueSize = options.EffectiveMaximumValueSize;
        MaximumSubscriptions = options.MaximumSubscriptions;
        MaximumSelections = options.MaximumSelections;
    }

    /// <summary>The most topics that one session may be subscribed to.</summary>
    public int MaximumSubscriptions { get; }

    /// <summary>The most selections that one session may keep in all its scopes.</summary>
    public int MaximumSelections { get; }

    /// <summary>Brings the path of a topic that is to be added into its one form.</summary>
    /// <exception cref="ServiceException">It is none, or too long.</exception>
    public static string NormalizePath(string path)
    {
        if (path.Length > MaximumPathLength)
        {
            throw new ServiceException(
                ServiceErrorCode.TopicInvalidName,
                $"A topic path has at most {MaximumPathLength} characters, and this one has {path.Length}.");
        }

        return TopicPath.TryNormalize(path, out string? normalized, out string? problem)
            ? normalized
            : throw new ServiceException(ServiceErrorCode.TopicInvalidName, problem);
    }

    /// <exception cref="ServiceException">The specification is too large.</exception>
    public static void RequireSpecification(TopicSpecification specification)
    {
        long length = specification.Properties.Sum(property => (long)property.Key.Length + property.Value.Length);
        if (length > MaximumPropertiesLength)
        {
            throw new ServiceException(
                ServiceErrorCode.TopicInvalidDetails,
                $"The properties of a topic have at most {MaximumPropertiesLength} characters together, and these have {length}.");
        }
    }

    /// <exception cref="ServiceException">There is no room for one more topic.</exception>
    public void RequireRoomForTopic(int count)
    {
        if (count >= _maximumTopics)
        {
            throw new ServiceException(ServiceErrorCode.TopicExceededLicenseLimit, $"There are {count} topics, and no more are allowed.");
        }
    }

    /// <exception cref="ServiceException">The value is too large.</exception>
    public void RequireValue(ReadOnlyMemory<byte> value)
    {
        if (value.Length > _maximumValueSize)
        {
            throw Beyond($"A value of a topic has at most {_maximumValueSize} bytes, and this one has {value.Length}.");
        }
    }

    /// <exception cref="ServiceException">The selector is too long to be kept.</exception>
    public static void RequireSelector(TopicSelector selector)
    {
        if (selector.Expression.Length > MaximumSelectorLength)
        {
            throw Beyond($"A selector that is kept has at most {MaximumSelectorLength} characters, and this one has {selector.Expression.Length}.");
        }
    }

    /// <exception cref="ServiceException">The session would keep too many selections.</exception>
    public void RequireRoomForSelections(int count)
    {
        if (count > MaximumSelections)
        {
            throw Beyond($"A session keeps at most {MaximumSelections} selections in all scopes; unsubscribe from something first.");
        }
    }

    /// <summary>Refuses a selection by which a session would be subscribed to too many topics. Called under the lock of the tree.</summary>
    /// <exception cref="ServiceException">It would.</exception>
    public void RequireRoomForSubscriptions(Session session, IReadOnlyList<Topic> selected, SelectedBy by)
    {
        SessionSubscriptions subscriptions = session.Subscriptions;
        if (subscriptions.Topics.Count + selected.Count <= MaximumSubscriptions)
        {
            return;
        }

        RolePermissions permissions = session.Permissions;
        int count = subscriptions.Topics.Count
            + selected.Count(topic => !subscriptions.Topics.Contains(topic) && subscriptions.WouldAdmit(topic.Path, by, permissions));
        if (count > MaximumSubscriptions)
        {
            throw Beyond($"The session would be subscribed to {count} topics, and {MaximumSubscriptions} are allowed: select fewer.");
        }
    }

    private static ServiceException Beyond(string message) => new(ServiceErrorCode.RejectedRequest, message);
}

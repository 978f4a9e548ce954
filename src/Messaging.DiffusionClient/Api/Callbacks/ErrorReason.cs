#nullable disable
namespace PushTechnology.ClientInterface.Client.Callbacks;

/// <summary>Why a callback's <see cref="ICallback.OnError"/> was called, or what a failed operation reported.</summary>
/// <remarks>Two reasons are equal if their codes are. A server may report codes that have no name here.</remarks>
public sealed class ErrorReason : IEquatable<ErrorReason>
{
    /// <summary>The peer could not be reached, or answered in a way that could not be understood.</summary>
    public static readonly ErrorReason COMMUNICATION_FAILURE = new(100, "Communication with the server failed");

    /// <summary>The session is closed.</summary>
    public static readonly ErrorReason SESSION_CLOSED = new(101, "The session is closed");

    /// <summary>A request took too long.</summary>
    public static readonly ErrorReason REQUEST_TIME_OUT = new(102, "The request timed out");

    /// <summary>The session's principal lacks a permission.</summary>
    public static readonly ErrorReason ACCESS_DENIED = new(103, "Access denied: the session lacks a permission");

    /// <summary>The server does not offer the service.</summary>
    public static readonly ErrorReason UNSUPPORTED = new(104, "The server does not support the request");

    /// <summary>A callback of the application threw an exception.</summary>
    public static readonly ErrorReason CALLBACK_EXCEPTION = new(105, "An application callback threw an exception");

    /// <summary>Data is malformed, or does not fit its target.</summary>
    public static readonly ErrorReason INVALID_DATA = new(106, "The data is invalid");

    /// <summary>No such session.</summary>
    public static readonly ErrorReason NO_SUCH_SESSION = new(107, "There is no such session");

    /// <summary>A data type does not fit the topic.</summary>
    public static readonly ErrorReason INCOMPATIBLE_DATATYPE = new(108, "The data type is incompatible");

    /// <summary>Nobody handles the message.</summary>
    public static readonly ErrorReason UNHANDLED_MESSAGE = new(109, "No handler accepted the message");

    /// <summary>The cluster is moving a partition.</summary>
    public static readonly ErrorReason CLUSTER_REPARTITION = new(110, "The cluster is repartitioning");

    /// <summary>Something else manages the topic.</summary>
    public static readonly ErrorReason INCOMPATIBLE_STATE = new(111, "The topic is in an incompatible state");

    /// <summary>The cluster could not route the request.</summary>
    public static readonly ErrorReason CLUSTER_ROUTING = new(112, "The cluster could not route the request");

    /// <summary>Another registration holds the branch.</summary>
    public static readonly ErrorReason TOPIC_TREE_REGISTRATION_CONFLICT = new(200, "Another registration holds this branch of the topic tree");

    /// <summary>Another handler is registered.</summary>
    public static readonly ErrorReason HANDLER_CONFLICT = new(201, "Another handler is registered");

    /// <summary>A path is invalid.</summary>
    public static readonly ErrorReason INVALID_PATH = new(202, "The path is invalid");

    /// <summary>The recipient rejected the request.</summary>
    public static readonly ErrorReason REJECTED_REQUEST = new(9003, "The recipient rejected the request");

    internal ErrorReason(int code, string description)
    {
        Code = code;
        Description = description;
    }

    /// <summary>The number that stands for the reason.</summary>
    public int Code { get; }

    /// <summary>A sentence for people.</summary>
    public string Description { get; }

    /// <summary>Compares the codes.</summary>
    /// <param name="left">One reason, or null.</param>
    /// <param name="right">Another, or null.</param>
    /// <returns>True if they are equal.</returns>
    public static bool operator ==(ErrorReason left, ErrorReason right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares the codes.</summary>
    /// <param name="left">One reason, or null.</param>
    /// <param name="right">Another, or null.</param>
    /// <returns>True if they differ.</returns>
    public static bool operator !=(ErrorReason left, ErrorReason right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(ErrorReason other) => other is not null && other.Code == Code;

    /// <inheritdoc/>
    public override bool Equals(object obj) => Equals(obj as ErrorReason);

    /// <inheritdoc/>
    public override int GetHashCode() => Code;

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Description}";
}

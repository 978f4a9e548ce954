using System.Diagnostics;

namespace Messaging;

/// <summary>
/// How a client connects and behaves. Validated when the app starts, or when the client is created; later changes have
/// no effect on a client that exists.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class MessagingOptions
{
    /// <summary>The address of the Diffusion server.</summary>
    /// <value>
    /// Required. An absolute <c>ws://</c> or <c>wss://</c> address, for example <c>wss://chat.example.com</c>, with a
    /// path if the server has one, and without user info, query or fragment.
    /// </value>
    public Uri? Url { get; set; }

    /// <summary>The account to connect with.</summary>
    /// <value><see langword="null"/> (the default) connects anonymously; otherwise not empty.</value>
    public string? Principal { get; set; }

    /// <summary>The account's password.</summary>
    /// <value>
    /// <see langword="null"/> by default. Allowed only with a <see cref="Principal"/>; <see langword="null"/> with a
    /// principal sends no credentials.
    /// </value>
    public string? Password { get; set; }

    /// <summary>The name that stands on messages sent through this client. Anybody may claim any name.</summary>
    /// <value>
    /// <see langword="null"/> (the default) uses the <see cref="Principal"/>, or <c>Anonymous</c> where there is none;
    /// otherwise not blank, at most 200 UTF-16 code units, and without lone surrogates.
    /// </value>
    public string? DisplayName { get; set; }

    /// <summary>The topic path under which the rooms are.</summary>
    /// <value>
    /// <c>Chat</c> by default. One or more segments joined by <c>/</c>, each of them legal as a <see cref="RoomName"/>.
    /// </value>
    public string TopicPrefix { get; set; } = "Chat";

    /// <summary>How long one attempt to connect may take.</summary>
    /// <value>10 seconds by default. More than zero, at most one hour.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to answer one request.</summary>
    /// <value>10 seconds by default. More than zero, at most one hour.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client tries to get a lost connection back before it is closed for good.</summary>
    /// <value>60 seconds by default. Zero: it does not try. At most 24 hours.</value>
    public TimeSpan ReconnectTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest text that may be sent, in UTF-16 code units (<see cref="string.Length"/>).</summary>
    /// <value>100,000 by default. From 1 to 1,000,000. Messages of others are read whatever their length.</value>
    public int MaximumTextLength { get; set; } = 100_000;

    /// <summary>The address and the principal. Never the password.</summary>
    public override string ToString() => $"{Url?.ToString() ?? "(no URL)"} as {Principal ?? "(anonymous)"}";

    internal MessagingOptions Copy() => (MessagingOptions)MemberwiseClone();
}

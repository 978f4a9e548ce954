using Messaging;
using Microsoft.Extensions.Configuration;

namespace Lessons.Shared;

/// <summary>What the settings page asks for. One for each browser tab.</summary>
public sealed class ChatSettings(IConfiguration configuration)
{
    /// <summary>The configuration key of the Diffusion server's address.</summary>
    public const string UrlKey = "Diffusion:Url";

    /// <summary>The name that the others see.</summary>
    public string DisplayName { get; set; } = $"Guest {Random.Shared.Next(100, 1000)}";

    /// <summary>The room to join.</summary>
    public string Room { get; set; } = "Default Room";

    /// <summary>The address of the Diffusion server.</summary>
    public string Url { get; set; } = configuration[UrlKey] ?? "";

    /// <summary>The account on the Diffusion server; empty for none.</summary>
    public string Principal { get; set; } = "";

    /// <summary>The account's password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The same in the words of the library, which checks it.</summary>
    public MessagingOptions ToOptions() => new()
    {
        Url = Uri.TryCreate(Url, UriKind.RelativeOrAbsolute, out Uri? url) ? url : null,
        Principal = Principal is "" ? null : Principal,
        Password = Password is "" ? null : Password,
        DisplayName = DisplayName,
        MaximumTextLength = TextLimits.MaximumTextLength,
    };
}

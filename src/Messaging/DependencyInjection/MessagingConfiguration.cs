using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Messaging;

/// <summary>Reads the options from configuration key by key, which needs neither reflection nor a binder.</summary>
internal static class MessagingConfiguration
{
    public static void Apply(IConfiguration section, MessagingOptions options)
    {
        Read(section, nameof(options.Url), text => options.Url = new Uri(text, UriKind.RelativeOrAbsolute));
        Read(section, nameof(options.Principal), text => options.Principal = text);
        Read(section, nameof(options.Password), text => options.Password = text);
        Read(section, nameof(options.DisplayName), text => options.DisplayName = text);
        Read(section, nameof(options.TopicPrefix), text => options.TopicPrefix = text);
        Read(section, nameof(options.ConnectTimeout), text => options.ConnectTimeout = ParseTime(text));
        Read(section, nameof(options.RequestTimeout), text => options.RequestTimeout = ParseTime(text));
        Read(section, nameof(options.InitialConnectTimeout), text => options.InitialConnectTimeout = ParseTimeOrInfinite(text));
        Read(section, nameof(options.ReconnectTimeout), text => options.ReconnectTimeout = ParseTimeOrInfinite(text));
        Read(section, nameof(options.ResumeTimeout), text => options.ResumeTimeout = ParseTime(text));
        Read(section, nameof(options.ConnectAtStart), text => options.ConnectAtStart = bool.Parse(text));
        Read(section, nameof(options.CapabilityRefreshInterval), text => options.CapabilityRefreshInterval = ParseTime(text));
        Read(section, nameof(options.OutboxCapacity), text => options.OutboxCapacity = ParseCount(text));
        Read(
            section,
            nameof(options.OutboxOverflow),
            text => options.OutboxOverflow = Enum.TryParse(text, ignoreCase: true, out OutboxOverflow overflow)
                ? overflow
                : throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames<OutboxOverflow>())}."));
        Read(section, nameof(options.SendTimeout), text => options.SendTimeout = ParseTime(text));
        Read(
            section,
            nameof(options.AllowPasswordOverUnencryptedConnection),
            text => options.AllowPasswordOverUnencryptedConnection = bool.Parse(text));
        Read(section, nameof(options.AcceptAnyServerCertificate), text => options.AcceptAnyServerCertificate = bool.Parse(text));
        Read(
            section,
            nameof(options.MaximumTextLength),
            text => options.MaximumTextLength = ParseCount(text));
    }

    private static int ParseCount(string text) => int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static TimeSpan ParseTime(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan ParseTimeOrInfinite(string text) =>
        string.Equals(text, "Infinite", StringComparison.OrdinalIgnoreCase) ? Timeout.InfiniteTimeSpan : ParseTime(text);

    /// <summary>A key that is not there, or empty as in an environment variable that is set to nothing, changes nothing.</summary>
    private static void Read(IConfiguration section, string key, Action<string> set)
    {
        if (section[key] is not { Length: > 0 } text)
        {
            return;
        }

        try
        {
            set(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            string path = section is IConfigurationSection { Path: { Length: > 0 } parent } ? $"{parent}:{key}" : key;
            throw new InvalidOperationException($"The configuration value '{path}' is not valid: {error.Message}", error);
        }
    }
}

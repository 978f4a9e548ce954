using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Messaging;

/// <summary>Adds messaging to an app's services.</summary>
/// <remarks>
/// Each method registers one <see cref="IMessagingClient"/> as a singleton that the container disposes; a container that is
/// disposed by hand has to be disposed asynchronously. The client takes an <see cref="ILoggerFactory"/> and a
/// <see cref="TimeProvider"/> from the services if they are there. The options are validated when the app starts.
/// <para>In an app with a host the client connects when the app starts, in the background: the start neither waits for the server nor
/// fails without it, and the client goes on trying until the server is there (<see cref="MessagingOptions.ConnectAtStart"/>,
/// <see cref="MessagingOptions.InitialConnectTimeout"/>). <c>AddHealthChecks().AddDiffusionMessaging()</c> reports how that stands.
/// Without a host nothing connects before the client is first used.</para>
/// </remarks>
/// <example>
/// <code>
/// builder.Services.AddDiffusionMessaging(builder.Configuration.GetSection("Chat"));
/// builder.Services.Configure&lt;MessagingOptions&gt;(options => options.PasswordProvider = vault);
/// builder.Services.AddHealthChecks().AddDiffusionMessaging(tags: ["ready"]);
/// </code>
/// </example>
public static class MessagingServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="IMessagingClient"/>.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddDiffusionMessaging(
        this IServiceCollection services, Action<MessagingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        AddOptions(services, Options.DefaultName, serviceKey: null).Configure(configure);
        services.TryAddSingleton<IMessagingClient>(provider => Create(provider, Options.DefaultName));
        return services;
    }

    /// <summary>Adds an <see cref="IMessagingClient"/> whose options stand in a configuration section.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">
    /// The section, with the names of <see cref="MessagingOptions"/> as keys. Time spans are written as <c>00:00:10</c>.
    /// <see cref="MessagingOptions.PasswordProvider"/> is code and not among them: configure it on top.
    /// What is not there keeps its default. It is read once, when the client is created or validated.
    /// </param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddDiffusionMessaging(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddDiffusionMessaging(options => MessagingConfiguration.Apply(section, options));
    }

    /// <summary>Adds one of several clients, to be asked for by a key.</summary>
    /// <example>
    /// <code>
    /// builder.Services.AddKeyedDiffusionMessaging("eu", options => options.Url = europe);
    /// builder.Services.AddKeyedDiffusionMessaging("us", options => options.Url = america);   // [FromKeyedServices("us")] IMessagingClient
    /// </code>
    /// </example>
    /// <param name="services">The app's services.</param>
    /// <param name="serviceKey">The key. Its text is also the name of its options.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedDiffusionMessaging(
        this IServiceCollection services, object serviceKey, Action<MessagingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(serviceKey);
        ArgumentNullException.ThrowIfNull(configure);
        string name = serviceKey.ToString() ?? "";
        AddOptions(services, name, serviceKey).Configure(configure);
        services.TryAddKeyedSingleton<IMessagingClient>(serviceKey, (provider, _) => Create(provider, name));
        return services;
    }

    /// <summary>Adds one of several clients, to be asked for by a key, with its options in a configuration section.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="serviceKey">The key. Its text is also the name of its options.</param>
    /// <param name="section">See <see cref="AddDiffusionMessaging(IServiceCollection, IConfiguration)"/>.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKeyedDiffusionMessaging(
        this IServiceCollection services, object serviceKey, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddKeyedDiffusionMessaging(serviceKey, options => MessagingConfiguration.Apply(section, options));
    }

    private static OptionsBuilder<MessagingOptions> AddOptions(IServiceCollection services, string name, object? serviceKey)
    {
        // Validates the options of every name, so it is needed once, however many clients there are. The same holds for connecting.
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<MessagingOptions>, MessagingOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ConnectAtStart>());
        if (!services.Any(service => Equals(service.ImplementationInstance, new RegisteredClient(name, serviceKey))))
        {
            services.AddSingleton(new RegisteredClient(name, serviceKey));
        }

        return services.AddOptions<MessagingOptions>(name).ValidateOnStart();
    }

    private static MessagingClient Create(IServiceProvider services, string name)
    {
        MessagingOptions options = services.GetRequiredService<IOptionsMonitor<MessagingOptions>>().Get(name).Copy();
        options.InitialConnectTimeout ??= Timeout.InfiniteTimeSpan;
        return MessagingClient.Create(options, services.GetService<ILoggerFactory>(), services.GetService<TimeProvider>());
    }
}

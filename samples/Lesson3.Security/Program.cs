using Lesson3.Security;
using Lesson3.Security.Accounts;
using Lesson3.Security.Metrics;
using Lessons.Shared;
using Lessons.Shared.Components.Rooms;

return await LessonSite.RunAsync(
    args,
    typeof(ChatSession).Assembly,
    services => services
        .AddSingleton<AdministratorSettings>()
        .AddSingleton<RoomSettings>()
        .AddSingleton<AttemptLimits>()
        .AddSingleton<ChatAdministration>()
        .AddHostedService(site => site.GetRequiredService<ChatAdministration>())
        .AddSingleton<LiveMetrics>()
        .AddHostedService(site => site.GetRequiredService<LiveMetrics>())
        .AddScoped<SignUpDesk>()
        .AddScoped<ChatSession>()
        .AddScoped<IRoomVisit>(tab => tab.GetRequiredService<ChatSession>())
        .AddScoped<AdminSession>(),
    AdministratorSettings.OnlyAccountOf);

using Lesson2.TimeSeries;
using Lessons.Shared;
using Lessons.Shared.Components.Rooms;

return await LessonSite.RunAsync(
    args,
    typeof(ChatSession).Assembly,
    services => services
        .AddScoped<ChatSession>()
        .AddScoped<IRoomVisit>(tab => tab.GetRequiredService<ChatSession>())
        .AddScoped<HistorySettings>());

using Lesson2.TimeSeries;
using Lessons.Shared;

return await LessonSite.RunAsync(
    args,
    typeof(ChatSession).Assembly,
    services => services.AddScoped<ChatSession>().AddScoped<HistorySettings>());

using Lesson1.PublishSubscribe;
using Lessons.Shared;

return await LessonSite.RunAsync(args, typeof(ChatSession).Assembly, services => services.AddScoped<ChatSession>());

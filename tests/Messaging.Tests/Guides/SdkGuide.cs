using Messaging.DiffusionWire.Frames;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;

namespace Messaging.Tests.Guides;

/// <summary>The code of the READMEs of the stand-in and of the wire protocol, and of their packages'.</summary>
/// <param name="console">Where it writes.</param>
internal sealed class SdkGuide(TextWriter console)
{
    private TextWriter Console => console;

    public static async Task<ISession> SubscribeAsync(string url, IValueStream<string> stream)
    {
        #region subscribe
        ISession session = await Diffusion.Sessions.Principal("admin").Password("password").OpenAsync(url);   // "ws://localhost:8080"
        session.Topics.AddStream("?Chat//", stream);                    // first the stream,
        await session.Topics.SubscribeAsync("?Chat//");                 // then the subscription
        await session.TopicUpdate.AddAndSetAsync("Chat/Room", Diffusion.NewSpecification(TopicType.STRING), "hello");
        #endregion
        return session;
    }

    public void ReadFrame()
    {
        #region frame
        Frame frame = Frame.Read(new byte[] { 0x06, 0x07 });
        Console.WriteLine(frame.Type);   // Response
        #endregion
    }
}

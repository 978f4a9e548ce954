using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>A test in which an application of the vendor's .NET API meets the JavaScript SDK.</summary>
public abstract class VendorTest : RoomTest
{
    /// <summary>A session of the vendor's .NET API, closed when the test ends.</summary>
    protected async Task<ISession> OpenAsync()
    {
        TestSecrets.Disclose(User);
        TestSecrets.Conceal(Password);
        ISession session = await Diffusion.Sessions.Principal(User).Password(Password).ConnectionTimeout(60_000).OpenAsync(Url.ToString()).Within();
        Own(new Closing(session));
        return session;
    }

    private sealed class Closing(ISession session) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            session.Close();
            return ValueTask.CompletedTask;
        }
    }
}

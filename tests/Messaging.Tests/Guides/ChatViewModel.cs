namespace Messaging.Tests.Guides;

/// <summary>What an application has and wants to test: the example of <c>docs/testing.md</c>.</summary>
internal sealed class ChatViewModel(IChatRoom room)
{
    private RoomView _view = RoomView.Empty;

    public IReadOnlyList<string> Lines => [.. _view.Items.Where(item => item.Message is not null).Select(item => $"{item.Message!.Name}: {item.Message.Text}")];

    public string? Problem { get; private set; }

    #region view model
    public async Task SendAsync(string text)
    {
        try
        {
            await room.SendAsync(text);
            Problem = null;
        }
        catch (MessagingException error)
        {
            Problem = error.IsTransient ? "Not sent. Try again." : "Not sent.";
        }
    }
    #endregion

    public async Task ShowAsync(Func<ChatViewModel, bool> isDone)
    {
        await foreach (RoomEvent roomEvent in room.ReadAsync())
        {
            _view = _view.Apply(roomEvent);
            if (isDone(this))
            {
                return;
            }
        }
    }
}

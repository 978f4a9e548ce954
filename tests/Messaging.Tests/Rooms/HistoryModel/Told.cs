namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>What a reader was told, and how the server stood then.</summary>
/// <param name="Event">What it was told.</param>
/// <param name="Series">Which series was at the server, or the next one when there was none.</param>
/// <param name="Retained">The first number that the server retained.</param>
internal sealed record Told(RoomEvent Event, int Series, long Retained)
{
    /// <summary>The metadata of the message that this is about.</summary>
    public EventMetadata? Message => Event switch
    {
        MessagePosted posted => posted.Message.Event,
        MessageEdited edited => edited.Message.Event,
        MessageRemoved removed => removed.Event,
        UnreadableMessage unreadable => unreadable.Event,
        _ => null,
    };

    /// <summary>The metadata of the event that made the message what it is told as.</summary>
    public EventMetadata? Version => Event switch
    {
        MessagePosted posted => posted.Message.Edit,
        MessageEdited edited => edited.Message.Edit,
        MessageRemoved removed => removed.Removal,
        UnreadableMessage unreadable => unreadable.Edit,
        _ => null,
    } ?? Message;

    public Form Form => Event switch
    {
        MessagePosted posted => new Form(posted.Message.Text, IsReadable: true),
        MessageEdited edited => new Form(edited.Message.Text, IsReadable: true),
        MessageRemoved => Form.Removed,
        _ => Form.Unreadable,
    };
}

namespace Messaging.Benchmarks.Peers;

/// <summary>To whom a room's messages go, one at a time and in the order in which they arrive.</summary>
internal interface IReceiver
{
    /// <summary>A message arrived and was decoded to an object.</summary>
    /// <param name="sender">Its sender, parsed from the message.</param>
    /// <param name="number">Its number, parsed from the message: from 0 to <see cref="Messages.NumberedTexts.Count"/>.</param>
    void OnMessage(int sender, int number);
}

namespace Messaging.Benchmarks.Messages;

/// <summary>What messages are like.</summary>
internal enum MessageShape
{
    /// <summary>125 characters: what every workload sends.</summary>
    Chat,

    /// <summary>A short line, as in the lessons.</summary>
    Lesson,

    /// <summary>Some 3,000 characters of which one message changes a few: a document that is published again and again.</summary>
    Document,
}

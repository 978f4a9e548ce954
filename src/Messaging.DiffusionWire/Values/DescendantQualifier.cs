namespace Messaging.DiffusionWire.Values;

/// <summary>How the end of a pattern selector extends it down the topic tree (rule TOPIC-23).</summary>
internal enum DescendantQualifier
{
    /// <summary>What matches, alone.</summary>
    None,

    /// <summary>A slash at the end: only what is below.</summary>
    DescendantsOnly,

    /// <summary>Two slashes at the end: what matches and what is below.</summary>
    WithDescendants,
}

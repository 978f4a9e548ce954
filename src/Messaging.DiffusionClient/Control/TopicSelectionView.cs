using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;

namespace Messaging.DiffusionClient.Control;

internal sealed record TopicSelectionView(string TopicSelectorExpression, bool IsSelection) : ITopicSelection
{
    public TopicSelectionView(TopicSelection selection)
        : this(selection.Selector, !selection.IsDeselection)
    {
    }
}

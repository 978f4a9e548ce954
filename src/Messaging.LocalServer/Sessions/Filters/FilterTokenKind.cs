namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>What a <see cref="FilterToken"/> is.</summary>
internal enum FilterTokenKind
{
    End,
    Word,
    Text,
    Open,
    Close,
}

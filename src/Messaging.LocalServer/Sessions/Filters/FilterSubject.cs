namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>What a filter looks at.</summary>
/// <param name="Properties">The properties of a session, fixed and user-defined.</param>
/// <param name="Roles">Its roles.</param>
internal readonly record struct FilterSubject(IReadOnlyDictionary<string, string> Properties, IReadOnlyCollection<string> Roles);

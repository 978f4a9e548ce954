namespace Messaging.Tests.Fakes;

internal sealed record FakeAccount(string Name, string Password, IReadOnlyList<string> Roles, string? EditableOnlyBy = null);

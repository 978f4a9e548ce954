using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Security.Matrix;

/// <summary>Who takes part while a row is tried once.</summary>
/// <param name="Admin">May do everything.</param>
/// <param name="Client">May do what is tried: the principal <c>user</c> with the role <c>R</c>.</param>
/// <param name="Other">Whom requests are about: an anonymous session.</param>
/// <param name="Author">A session of the same principal as the client, which may do everything.</param>
internal sealed record MatrixRun(RawClient Admin, RawClient Client, RawClient Other, RawClient Author);

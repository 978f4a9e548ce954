#nullable disable
using System.ComponentModel;

namespace PushTechnology.ClientInterface.Client.Features.Impl;

/// <summary>Nothing. Code for the vendor's SDK imports this namespace, so it must exist.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NamespaceMark;

#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The identity of a session. Equal if the text is.</summary>
/// <remarks><c>ToString</c> gives the text form, two 64-bit hexadecimal numbers: <c>1122334455667788-0000000000000001</c>.</remarks>
public interface ISessionId : IEquatable<ISessionId>;

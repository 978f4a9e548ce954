#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Writes a script for the system authentication store, one command after the other.</summary>
/// <remarks>
/// Every method adds to this builder and returns it. Not thread-safe. Names and passwords are quoted so that none can
/// be anything but what it is, whatever characters it holds. A null argument throws <see cref="ArgumentNullException"/>, a text
/// with half a surrogate pair <see cref="ArgumentException"/>, and the builder stays as it was.
/// </remarks>
public interface IScriptBuilder
{
    /// <summary>Adds the commands of a builder, as they are now.</summary>
    /// <param name="other">The builder; may be this one.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder Append(IScriptBuilder other);

    /// <summary>Adds a principal that is not there yet.</summary>
    /// <param name="name">Who.</param>
    /// <param name="password">The password.</param>
    /// <param name="roles">The roles of its sessions; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder AddPrincipal(string name, string password, IEnumerable<string> roles);

    /// <summary>Adds a principal that is not there yet and that only one principal may change.</summary>
    /// <param name="name">Who.</param>
    /// <param name="password">The password.</param>
    /// <param name="roles">The roles of its sessions; may be empty.</param>
    /// <param name="lockingPrincipal">Who may change it.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder AddPrincipal(string name, string password, IEnumerable<string> roles, string lockingPrincipal);

    /// <summary>Removes a principal.</summary>
    /// <param name="name">Who.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder RemovePrincipal(string name);

    /// <summary>Gives a principal a new password.</summary>
    /// <param name="name">Who.</param>
    /// <param name="password">The password.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetPassword(string name, string password);

    /// <summary>Fails the script unless this is the principal's password.</summary>
    /// <param name="name">Who.</param>
    /// <param name="password">The password.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder VerifyPassword(string name, string password);

    /// <summary>Gives a principal these roles instead of those it has.</summary>
    /// <param name="name">Who.</param>
    /// <param name="roles">The roles; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder AssignRoles(string name, IEnumerable<string> roles);

    /// <summary>Lets anonymous sessions in.</summary>
    /// <param name="roles">Their roles; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder AllowAnonymousConnections(IEnumerable<string> roles);

    /// <summary>Keeps anonymous sessions out.</summary>
    /// <returns>This builder.</returns>
    IScriptBuilder DenyAnonymousConnections();

    /// <summary>Leaves anonymous sessions to the next authenticator.</summary>
    /// <returns>This builder.</returns>
    IScriptBuilder AbstainAnonymousConnections();

    /// <summary>Accepts a session property that a client proposes if its value is one of some.</summary>
    /// <param name="propertyName">The property.</param>
    /// <param name="allowedValues">The values.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder TrustClientProposedPropertyIn(string propertyName, IEnumerable<string> allowedValues);

    /// <summary>Accepts a session property that a client proposes if its value matches.</summary>
    /// <param name="propertyName">The property.</param>
    /// <param name="regex">A regular expression of the server's kind.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder TrustClientProposedPropertyMatches(string propertyName, string regex);

    /// <summary>Accepts no value of a session property that a client proposes.</summary>
    /// <param name="propertyName">The property.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder IgnoreClientProposedProperty(string propertyName);

    /// <summary>The script so far.</summary>
    /// <returns>One command a line; empty if there is none. It holds passwords in the clear.</returns>
    string ToScript();
}

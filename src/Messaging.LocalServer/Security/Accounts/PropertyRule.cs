using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Messaging.DiffusionWire.Services.Security;
using Messaging.LocalServer.Security.Scripts;
using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>Which values a session may choose for one of its properties.</summary>
internal sealed class PropertyRule
{
    private readonly Func<string, bool> _accepts;

    private PropertyRule(PropertyValidation validation, Func<string, bool> accepts)
    {
        Validation = validation;
        _accepts = accepts;
    }

    /// <summary>The rule as it was given.</summary>
    public PropertyValidation Validation { get; }

    public static PropertyRule OneOf(IReadOnlyList<string> values)
    {
        FrozenSet<string> set = values.ToFrozenSet(StringComparer.Ordinal);
        return new PropertyRule(new PropertyValidation.OneOf([.. values.Distinct(StringComparer.Ordinal)]), set.Contains);
    }

    /// <summary>Whole values that match an expression. It is written for Java; what .NET reads otherwise is refused or differs.</summary>
    /// <exception cref="ScriptException">It is no regular expression, or one that takes backtracking.</exception>
    public static PropertyRule Matching(string pattern)
    {
        try
        {
            Regex regex = WholeValuePattern.Parse(pattern);
            return new PropertyRule(new PropertyValidation.Matches(pattern), value => IsMatch(regex, value));
        }
        catch (FormatException e)
        {
            throw new ScriptException(e.Message);
        }
    }

    /// <summary>The rule that a store keeps in this form.</summary>
    /// <exception cref="ScriptException">It is no rule.</exception>
    public static PropertyRule Of(PropertyValidation validation) => validation switch
    {
        PropertyValidation.OneOf values => OneOf(values.Values),
        PropertyValidation.Matches matches => Matching(matches.Pattern),
        _ => throw new ScriptException("There is no such validation of a property."),
    };

    public bool Accepts(string value) => _accepts(value);

    private static bool IsMatch(Regex regex, string value)
    {
        try
        {
            return regex.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

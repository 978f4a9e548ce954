using System.Text.RegularExpressions;

namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>Selects sessions by their properties and roles (SEC-38).</summary>
/// <remarks>Immutable. Reading and evaluating it takes time in proportion to its length and to the length of the values.</remarks>
internal abstract record SessionFilter
{
    /// <summary>The most characters that a filter may have: names of 10 KB with every character escaped fit.</summary>
    public const int MaximumLength = 64 * 1024;

    /// <summary>How deep parentheses and <c>not</c> may nest.</summary>
    public const int MaximumDepth = 100;

    /// <summary>Selects every session.</summary>
    public static SessionFilter Everything { get; } = new All();

    /// <summary>Reads a filter.</summary>
    /// <exception cref="SessionFilterException">It is none; the message says why and where.</exception>
    public static SessionFilter Parse(string filter) => new FilterParser(filter).Parse();

    /// <summary>Whether it selects a session.</summary>
    public abstract bool Matches(in FilterSubject session);

    public sealed record All : SessionFilter
    {
        public override bool Matches(in FilterSubject session) => true;
    }

    /// <summary>A property has this value.</summary>
    public sealed record Equal(string Key, string Value) : SessionFilter
    {
        public override bool Matches(in FilterSubject session) =>
            session.Properties.TryGetValue(Key, out string? value) && value == Value;
    }

    /// <summary>A property has one of these values.</summary>
    public sealed record In(string Key, IReadOnlySet<string> Values) : SessionFilter
    {
        public override bool Matches(in FilterSubject session) =>
            session.Properties.TryGetValue(Key, out string? value) && Values.Contains(value);
    }

    /// <summary>The whole value of a property matches a regular expression.</summary>
    public sealed record Like(string Key, Regex Pattern) : SessionFilter
    {
        public override bool Matches(in FilterSubject session)
        {
            try
            {
                return session.Properties.TryGetValue(Key, out string? value) && Pattern.IsMatch(value);
            }
            catch (RegexMatchTimeoutException)
            {
                // Nobody is selected by a question that has no answer in time.
                return false;
            }
        }
    }

    /// <summary>A property is there, whatever its value.</summary>
    public sealed record Has(string Key) : SessionFilter
    {
        public override bool Matches(in FilterSubject session) => session.Properties.ContainsKey(Key);
    }

    /// <summary>The session has all of these roles.</summary>
    public sealed record HasRoles(IReadOnlyList<string> Roles) : SessionFilter
    {
        public override bool Matches(in FilterSubject session)
        {
            foreach (string role in Roles)
            {
                if (!session.Roles.Contains(role))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public sealed record Not(SessionFilter Operand) : SessionFilter
    {
        public override bool Matches(in FilterSubject session) => !Operand.Matches(session);
    }

    public sealed record And(IReadOnlyList<SessionFilter> Operands) : SessionFilter
    {
        public override bool Matches(in FilterSubject session)
        {
            foreach (SessionFilter operand in Operands)
            {
                if (!operand.Matches(session))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public sealed record Or(IReadOnlyList<SessionFilter> Operands) : SessionFilter
    {
        public override bool Matches(in FilterSubject session)
        {
            foreach (SessionFilter operand in Operands)
            {
                if (operand.Matches(session))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

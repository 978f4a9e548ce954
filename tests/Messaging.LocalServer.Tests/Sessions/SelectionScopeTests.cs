using CsCheck;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Tests.Sessions;

[Trait("Rule", "TOPIC-10")]
public sealed class SelectionScopeTests
{
    private static readonly string[] Paths = ["a", "b", "a/b", "a/c", "a/b/c"];
    private static readonly string[] Selectors = [">a", ">b", ">a/b", "?a//", "?a/", "?.*//", "*a/.*", "#>a////>b"];

    [Fact]
    public void Selects_AnySequence_LastMatchDecides()
    {
        Gen<(bool, string)[]> sequences = Gen.Select(Gen.Bool, Gen.Int[0, Selectors.Length - 1], (isSelect, selector) => (isSelect, Selectors[selector])).Array[0, 12];

        sequences.Sample(sequence =>
        {
            SelectionScope scope = new();
            foreach ((bool isSelect, string expression) in sequence)
            {
                Apply(scope, isSelect, expression);
            }

            foreach (string path in Paths)
            {
                bool expected = sequence.LastOrDefault(step => TopicSelector.Parse(step.Item2).Matches(path)).Item1;
                scope.Selects(path).Should().Be(expected, "that is what the last step for {0} says", path);
            }
        });
    }

    [Theory]
    [InlineData("+>a", "->a")]
    [InlineData("+?a//", "-?a//")]
    [InlineData("+>a", "+>b", "-?.*//")]
    [InlineData("+?a//", "->a/b", "-?.*//")]
    [InlineData("+?a//", "->a/b", "-?a//")]
    [InlineData("->a", "-?b//")]
    public void IsEmpty_AllTakenBack_ForgetsEverything(params string[] steps)
    {
        SelectionScope scope = new();

        foreach (string step in steps)
        {
            Apply(scope, step[0] == '+', step[1..]);
        }

        scope.IsEmpty.Should().BeTrue();
    }

    private static void Apply(SelectionScope scope, bool isSelect, string expression)
    {
        if (isSelect)
        {
            scope.Select(TopicSelector.Parse(expression));
        }
        else
        {
            scope.Unselect(TopicSelector.Parse(expression));
        }
    }
}

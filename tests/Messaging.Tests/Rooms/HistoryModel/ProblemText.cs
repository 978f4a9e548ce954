using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>What is wrong, written only when something is.</summary>
[InterpolatedStringHandler]
internal readonly struct ProblemText
{
    private readonly StringBuilder? _text;

    public ProblemText(int literalLength, int formattedCount, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        _text = isNeeded ? new StringBuilder(literalLength + (formattedCount * 16)) : null;
    }

    public void AppendLiteral(string literal) => _text!.Append(literal);

    public void AppendFormatted<T>(T value) => _text!.Append(CultureInfo.InvariantCulture, $"{value}");

    public override string ToString() => _text!.ToString();
}

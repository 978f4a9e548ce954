using System.Text;

namespace Messaging.TestKit.Fuzzing;

/// <summary>As <see cref="ByteMutator"/>, for languages: texts out of texts and of the words and signs that mean something in them.</summary>
public sealed class TextMutator(IReadOnlyList<string> seeds, IReadOnlyList<string> words, int seed)
{
    private const int MaximumLength = 8 * 1024;

    private readonly Random _random = new(seed);

    public string Next()
    {
        StringBuilder text = new(Any(seeds));
        for (int count = _random.Next(1, 6); count > 0; count--)
        {
            Mutate(text);
        }

        return text.ToString(0, Math.Min(text.Length, MaximumLength));
    }

    private void Mutate(StringBuilder text)
    {
        int at = _random.Next(text.Length + 1);
        switch (_random.Next(7))
        {
            case 0 when at < text.Length:
                text[at] = _random.Next(4) == 0 ? (char)_random.Next(0x10000) : (char)_random.Next(0x20, 0x7f);
                break;
            case 1:
                text.Remove(at, Math.Min(_random.Next(8), text.Length - at));
                break;
            case 2:
                text.Length = at;
                break;
            case 3:
                text.Insert(at, text.ToString(at, Math.Min(_random.Next(16), text.Length - at)));
                break;
            case 4:
                text.Insert(at, Any(words), _random.Next(8) == 0 ? _random.Next(300) : 1);
                break;
            case 5:
                string other = Any(seeds);
                text.Append(' ').Append(other.AsSpan(_random.Next(other.Length + 1)));
                break;
            default:
                text.Insert(at, Any(words));
                break;
        }
    }

    private string Any(IReadOnlyList<string> texts) => texts[_random.Next(texts.Count)];
}

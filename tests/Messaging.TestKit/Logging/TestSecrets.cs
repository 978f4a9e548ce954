using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Messaging.TestKit;

/// <summary>
/// The passwords, tokens and message texts that tests use. No log line below Trace may show one: <see cref="LoggedTest"/> looks
/// for them in what was logged. Thread-safe.
/// </summary>
/// <remarks>
/// <para>Two ways to look. What is <see cref="Register">registered</see> is a secret of eight characters or more: it is found in
/// the log of every test of the process, anywhere in a line and in any of the forms in which it travels, and so is what stands before each
/// message's text and each password on the wire. What is <see cref="Conceal">concealed</see> may be <c>hi</c> or <c>pw</c>: it is found in the log of the
/// test that used it, as it stands and as whole words, in what a line tells besides the words that it always has: see
/// <see cref="LogRecord.Told"/> and <see cref="ConcealedTexts"/>, which say what cannot be found.</para>
/// <para>Nobody has to remember to conceal. Whatever a room sends, and every password that a client connects with, changes to, or
/// puts in an account, goes through a recording session; the fakes, the JavaScript driver and the pages of the samples do the same, and
/// <see cref="WireSecrets"/> finds them in bytes that a test sends by hand. Searched are the logs of client and server, and what the stand-in
/// says to its event source (<see cref="ClientEvents"/>). Left out is what a browser page of the tests makes up by itself.</para>
/// </remarks>
public static class TestSecrets
{
    /// <summary>What is shorter may be a part of anything, and is not looked for.</summary>
    public const int MinimumLength = 8;

    // Connection URLs carry credentials. The second is the password of the accounts that a server begins with, as it stands there:
    // as a word it may stand anywhere. The others are what stands before the text of every message, as JSON and as the bytes of CBOR.
    private static readonly string[] Telltales = ["password=", "AQhwYXNzd29yZA", "\"text\":", "6474657874"];

    private static readonly ConditionalWeakTable<object, ConcealedTexts> OfTests = [];
    private static readonly ConcurrentDictionary<string, bool> Forms = new(Telltales.Select(form => KeyValuePair.Create(form, true)), StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> Tokens = new(StringComparer.Ordinal);

    private static SearchFor _search = new(0, SearchValues.Create([], StringComparison.Ordinal));

    /// <summary>What the test that runs here has concealed; of nobody, outside of tests.</summary>
    public static ConcealedTexts OfThisTest => TestContext.Current.Test is { } test ? OfTests.GetOrCreateValue(test) : new ConcealedTexts();

    /// <summary>Gathers what all tests conceal from now on, where something has a log that outlives them; otherwise <see langword="null"/>.</summary>
    public static ConcealedTexts? OfAllTests { get; set; }

    /// <summary>Conceals a text of this test. A long one is none of those that are looked for everywhere: it may be a sentence.</summary>
    public static void Conceal(string? text)
    {
        OfThisTest.Add(text);
        OfAllTests?.Add(text);
    }

    /// <summary>A name of this test, which may stand in its log even if it is one of its texts.</summary>
    public static void Disclose(string? name)
    {
        OfThisTest.Disclose(name);
        OfAllTests?.Disclose(name);
    }

    /// <summary>The segments of a path are names.</summary>
    public static void DisclosePath(string path)
    {
        Disclose(path);
        Array.ForEach(path.Split('/'), Disclose);
    }

    /// <summary>Conceals the text of a message, if this is the payload of one.</summary>
    public static void ConcealPayload(string json)
    {
        try
        {
            using JsonDocument payload = JsonDocument.Parse(json);
            if (payload.RootElement.ValueKind == JsonValueKind.Object && payload.RootElement.TryGetProperty("text", out JsonElement text)
                && text.ValueKind == JsonValueKind.String)
            {
                Conceal(text.GetString());
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or no text that .NET could hold: no message.
        }
    }

    /// <summary>Makes up a secret that nothing else contains, and remembers it.</summary>
    /// <param name="kind">What it is, for whoever finds it in a log.</param>
    public static string New(string kind) =>
        Register($"{kind}-{Register(RandomNumberGenerator.GetHexString(20, lowercase: true))}");

    /// <summary>Remembers a secret, with the forms in which it travels. One that is short, or a word, is not remembered.</summary>
    /// <returns>The secret.</returns>
    public static string Register(string secret)
    {
        if (secret is { Length: >= MinimumLength } and not "password" && Forms.TryAdd(secret, true))
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(secret);
            Forms.TryAdd(Uri.EscapeDataString(secret), true);
            Forms.TryAdd(Convert.ToHexString(utf8), true);
            Forms.TryAdd(Convert.ToHexStringLower(utf8), true);
            for (int shift = 0; shift < 3; shift++)
            {
                // Base64 of what holds it: three ways to stand in the groups of three bytes. The ends depend on what is around.
                string base64 = Convert.ToBase64String([.. new byte[shift], .. utf8]);
                Forms.TryAdd(base64[(shift == 0 ? 0 : 4)..^4], true);
            }
        }

        return secret;
    }

    /// <summary>Remembers the token of a session: letters and digits. There are very many, so they are found as whole words only.</summary>
    public static void RegisterToken(string token) => Tokens.TryAdd(token, true);

    /// <summary>Whether there is a secret in a text.</summary>
    public static bool IsIn(string text) => text.AsSpan().IndexOfAny(Search()) >= 0 || HasToken(text);

    /// <summary>The records below Trace that show a secret: in what they say, or in the exception that they have.</summary>
    public static IReadOnlyList<LogRecord> FindIn(IEnumerable<LogRecord> records) =>
        [.. records.Where(record => record.Level > LogLevel.Trace && IsIn(record.ToString()))];

    private static bool HasToken(string text)
    {
        var tokens = Tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int start = 0, end; start < text.Length; start = end + 1)
        {
            end = start;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end > start && tokens.ContainsKey(text.AsSpan(start, end - start)))
            {
                return true;
            }
        }

        return false;
    }

    private static SearchValues<string> Search()
    {
        SearchFor search = Volatile.Read(ref _search);
        if (search.Count != Forms.Count)
        {
            string[] forms = [.. Forms.Keys];
            search = new SearchFor(forms.Length, SearchValues.Create(forms, StringComparison.Ordinal));
            Volatile.Write(ref _search, search);
        }

        return search.Values;
    }

    private sealed record SearchFor(int Count, SearchValues<string> Values);
}

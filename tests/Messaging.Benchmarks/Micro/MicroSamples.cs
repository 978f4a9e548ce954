using System.Globalization;
using Messaging.DiffusionWire.Values;

namespace Messaging.Benchmarks.Micro;

/// <summary>What the benchmarks work on.</summary>
internal static class MicroSamples
{
    /// <summary>A message as it stands on a topic, 125 characters long.</summary>
    public static string MessageJson(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"text":"{{$"{number:D10} ".PadRight(125, 'x')}}","name":"u00042","timestamp":"2026-11-28T06:00:00.000Z","id":"01936f00-0000-7000-8000-{{number:D12}}"}""");

    /// <summary>A document of some kilobytes, of which one line has a number.</summary>
    public static byte[] Document(int number) => JsonCbor.FromJson(
        $$"""{"lines":["{{string.Join("\",\"", Enumerable.Range(0, 80).Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line} of a document {(line == 40 ? number : 0)}")))}}"]}""");
}

namespace Messaging.TestKit.Vectors;

/// <summary>One message of a recorded conversation.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Session">Whose connection it went over: A or B.</param>
/// <param name="Direction">Who sent it.</param>
/// <param name="Hex">The bytes in lower-case hexadecimal.</param>
public sealed record ScenarioFrame(int Number, string Session, VectorDirection Direction, string Hex)
{
    /// <summary>The bytes: a new array each time, so a test may change it.</summary>
    public byte[] Bytes => Convert.FromHexString(Hex);
}

namespace Messaging.LocalServer.Tests.Support;

/// <summary>One WebSocket frame of the server.</summary>
internal sealed record RawFrame(int Opcode, byte[] Payload)
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    public string Hex => Notation.Hex(Payload);
}

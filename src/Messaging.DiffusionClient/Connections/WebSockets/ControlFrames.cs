using System.Buffers.Binary;
using System.Text;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>Writes and reads the payloads of control frames (RFC 6455, 5.5).</summary>
internal static class ControlFrames
{
    private const ushort NoStatus = 1005;
    private const ushort AbnormalClosure = 1006;
    private const ushort FirstUnassigned = 1012;
    private const ushort FirstOfLibraries = 3000;
    private const ushort LastOfApplications = 4999;

    // RFC 6455 left 1004 without a meaning.
    private const ushort Reserved = 1004;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A pong, masked and ready to go.</summary>
    public static byte[] Pong(ReadOnlySpan<byte> pingPayload) => Write(Opcode.Pong, pingPayload);

    /// <summary>A close frame, masked and ready to go.</summary>
    public static byte[] Close(CloseCode code)
    {
        Span<byte> payload = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)code);
        return Write(Opcode.Close, payload);
    }

    /// <summary>The answer to a close frame: the same code, or none if that had none.</summary>
    public static byte[] CloseAnswer(ReadOnlySpan<byte> closePayload) =>
        Write(Opcode.Close, closePayload[..Math.Min(closePayload.Length, sizeof(ushort))]);

    /// <summary>Checks what a close frame says (RFC 6455, 5.5.1 and 7.4).</summary>
    /// <exception cref="WebSocketViolationException">It says what none may say.</exception>
    public static void CheckClose(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return;
        }

        if (payload.Length < sizeof(ushort) || !MayBeSent(BinaryPrimitives.ReadUInt16BigEndian(payload)))
        {
            throw new WebSocketViolationException("a close frame has no valid code");
        }

        try
        {
            StrictUtf8.GetCharCount(payload[sizeof(ushort)..]);
        }
        catch (DecoderFallbackException)
        {
            throw new WebSocketViolationException("the reason in a close frame is not valid UTF-8");
        }
    }

    // 1012 to 1014 are registered with IANA since, as restart, try again and bad gateway; 1015 is never sent.
    private static bool MayBeSent(ushort code) => code is (>= (ushort)CloseCode.Normal and < FirstUnassigned + 3
        and not (Reserved or NoStatus or AbnormalClosure)) or (>= FirstOfLibraries and <= LastOfApplications);

    private static byte[] Write(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        int headerLength = FrameHeader.MaskedLength(payload.Length);
        byte[] frame = new byte[headerLength + payload.Length];
        FrameHeader.WriteMasked(frame, opcode, payload.Length);
        payload.CopyTo(frame.AsSpan(headerLength));
        Masking.Seal(frame);
        return frame;
    }
}

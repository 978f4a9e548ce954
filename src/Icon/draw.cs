// Draws icon.png, the icon of the packages:   dotnet run src/Icon/draw.cs src/Icon/icon.png
// A speech bubble with the three dots of somebody who is writing, on a blue square with round corners.
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

const int Size = 128;
const int Samples = 4; // in each direction, for each pixel

var pixels = new MemoryStream();
for (int y = 0; y < Size; y++)
{
    pixels.WriteByte(0); // no filter
    for (int x = 0; x < Size; x++)
    {
        double red = 0, green = 0, blue = 0, alpha = 0;
        for (int sample = 0; sample < Samples * Samples; sample++)
        {
            double px = x + ((sample % Samples) + 0.5) / Samples, py = y + ((sample / Samples) + 0.5) / Samples;
            if (ColourAt(px, py) is { } colour)
            {
                (red, green, blue, alpha) = (red + colour.R, green + colour.G, blue + colour.B, alpha + 1);
            }
        }

        pixels.Write(alpha == 0
            ? [0, 0, 0, 0]
            : [(byte)(red / alpha), (byte)(green / alpha), (byte)(blue / alpha), (byte)(alpha * 255 / (Samples * Samples))]);
    }
}

using FileStream png = File.Create(args[0]);
png.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
byte[] header = new byte[13];
BinaryPrimitives.WriteInt32BigEndian(header, Size);
BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Size);
(header[8], header[9]) = (8, 6); // eight bits each of red, green, blue and alpha
WriteChunk("IHDR", header);
var packed = new MemoryStream();
using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
{
    pixels.WriteTo(zlib);
}

WriteChunk("IDAT", packed.ToArray());
WriteChunk("IEND", []);

(double R, double G, double B)? ColourAt(double x, double y)
{
    if (!InRoundedBox(x, y, 0, 0, 128, 128, 26))
    {
        return null;
    }

    bool tail = y is > 84 and < 106 && x > 38 && x < 38 + (106 - y);
    bool bubble = tail || InRoundedBox(x, y, 22, 28, 106, 88, 18);
    bool dot = InCircle(x, y, 44) || InCircle(x, y, 64) || InCircle(x, y, 84);
    double down = y / Size;
    return bubble && !dot ? (255, 255, 255) : (28 + 10 * down, 120 - 50 * down, 214 - 40 * down);
}

static bool InCircle(double x, double y, double centre) => Math.Pow(x - centre, 2) + Math.Pow(y - 58, 2) < 36;

static bool InRoundedBox(double x, double y, double left, double top, double right, double bottom, double radius)
{
    double dx = Math.Max(Math.Max(left + radius - x, x - right + radius), 0);
    double dy = Math.Max(Math.Max(top + radius - y, y - bottom + radius), 0);
    return x >= left && x <= right && y >= top && y <= bottom && (dx * dx) + (dy * dy) <= radius * radius;
}

void WriteChunk(string type, byte[] data)
{
    byte[] chunk = [.. Encoding.ASCII.GetBytes(type), .. data];
    uint crc = uint.MaxValue;
    foreach (byte value in chunk)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
    }

    byte[] number = new byte[4];
    BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
    png.Write(number);
    png.Write(chunk);
    BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
    png.Write(number);
}

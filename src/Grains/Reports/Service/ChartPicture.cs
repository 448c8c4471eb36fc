using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;

namespace Apollo.Grains.Reports.Service;

/// <summary>
/// A chart of bars with steps beside them, or of dots, as PNG, for mails: programs that read mail show no SVG. Words
/// stand in the mail's own text.
/// </summary>
internal static class ChartPicture
{
    /// <summary>Pixels: twice as many as it is shown at, for sharp screens.</summary>
    public const int Width = 1200;

    /// <summary>Pixels.</summary>
    public const int Height = 240;

    private const byte Grid = 1;
    private const byte Bar = 2;
    private const byte Ink = 3;
    private const byte Warn = 4;
    private const int Radius = 10;
    private const int Dash = 18;
    private static readonly byte[] Palette =
    [
        .. (ReadOnlySpan<byte>)[0xFF, 0xFF, 0xFF],
        .. (ReadOnlySpan<byte>)[0xE0, 0xE5, 0xEA],
        .. (ReadOnlySpan<byte>)[0x89, 0x96, 0xA5],
        .. (ReadOnlySpan<byte>)[0x0B, 0x10, 0x16],
        .. (ReadOnlySpan<byte>)[0x87, 0x54, 0x00],
    ];
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A picture of bars.</summary>
    /// <param name="bars">A height each.</param>
    /// <param name="marks">A dark line over each bar; as many, or none.</param>
    /// <param name="top">What is as high as the picture; at least 1.</param>
    public static byte[] Bars(ImmutableArray<int> bars, ImmutableArray<int> marks, int top)
    {
        var pixels = Begin();
        var step = (double)Width / Math.Max(1, bars.Length);
        for (var at = 0; at < bars.Length; at++)
        {
            var (from, width) = ((int)((at + 0.15) * step), Math.Max(2, (int)(0.7 * step)));
            var y = Y(bars[at], top);
            Fill(pixels, from, y, width, Height - y, Bar);
            if (at < marks.Length)
                Fill(pixels, from - 4, Math.Min(Y(marks[at], top), Height - 4), width + 8, 4, Ink);
        }
        return Png(pixels);
    }

    /// <summary>A picture of shares as dots: dark ones, and amber rings for those below a target.</summary>
    /// <param name="shares">0 to 1; null = none there.</param>
    /// <param name="target">A dashed line, 0 to 1; null = none.</param>
    /// <param name="floor">What lies at the foot, 0 to 1; the top is 1.</param>
    public static byte[] Dots(ImmutableArray<double?> shares, double? target, double floor)
    {
        var pixels = Begin();
        if (target is { } wanted)
            for (var x = 0; x < Width; x += 2 * Dash)
                Fill(pixels, x, Middle(wanted) - 1, Dash, 2, Warn);
        var step = (double)Width / Math.Max(1, shares.Length);
        for (var at = 0; at < shares.Length; at++)
            if (shares[at] is { } share)
            {
                var (x, y) = ((int)((at + 0.5) * step), Middle(share));
                Disc(pixels, x, y, Radius, share < target ? Warn : Ink);
                if (share < target)
                    Disc(pixels, x, y, Radius - 4, 0);
            }
        return Png(pixels);

        // A whole dot stays in the picture.
        int Middle(double share) =>
            Radius + (int)Math.Round((1 - Math.Clamp((share - floor) / (1 - floor), 0, 1)) * (Height - (2 * Radius)));
    }

    private static byte[] Begin()
    {
        var pixels = new byte[Width * Height];
        foreach (var line in (ReadOnlySpan<int>)[0, Height / 2, Height - 2])
            Fill(pixels, 0, line, Width, 2, Grid);
        return pixels;
    }

    private static void Disc(byte[] pixels, int x, int y, int radius, byte colour)
    {
        for (var row = -radius; row <= radius; row++)
        {
            var half = (int)Math.Sqrt((radius * radius) - (row * row));
            Fill(pixels, x - half, y + row, (2 * half) + 1, 1, colour);
        }
    }

    private static byte[] Png(byte[] pixels)
    {
        using var png = new MemoryStream();
        png.Write(Signature);
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], Height);
        (head[8], head[9]) = (8, 3);
        Chunk(png, "IHDR"u8, head);
        Chunk(png, "PLTE"u8, Palette);
        Chunk(png, "IDAT"u8, Packed(pixels));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static int Y(int value, int top) => Height - (int)((long)value * (Height - 2) / Math.Max(1, top));

    private static void Fill(byte[] pixels, int x, int y, int width, int height, byte colour)
    {
        var (from, to) = (Math.Clamp(x, 0, Width), Math.Clamp(x + width, 0, Width));
        for (var row = Math.Clamp(y, 0, Height); row < Math.Clamp(y + height, 0, Height); row++)
            pixels.AsSpan((row * Width) + from, to - from).Fill(colour);
    }

    private static byte[] Packed(byte[] pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < Height; row++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels, row * Width, Width);
            }
        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(Sum(uint.MaxValue, name), data));
        png.Write(number);
    }

    /// <summary>The check sum of PNG (CRC-32), going on from another.</summary>
    private static uint Sum(uint sum, ReadOnlySpan<byte> data)
    {
        foreach (var one in data)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }
        return sum;
    }
}

using System.IO.Compression;

namespace Apollo.Grains.History;

/// <summary>Writes whole numbers in as few bytes as they need.</summary>
internal sealed class ByteWriter
{
    private byte[] bytes = new byte[256];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Byte(byte value)
    {
        if (Length == bytes.Length)
            Array.Resize(ref bytes, bytes.Length * 2);
        bytes[Length++] = value;
    }

    /// <summary>7 bits a byte, lowest first; what is below 128 takes one byte.</summary>
    public void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    public void Number(long value) => Number((ulong)value);

    /// <summary>Small numbers on either side of zero are short.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Part(ByteWriter part)
    {
        Number(part.Length);
        if (bytes.Length < Length + part.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + part.Length));
        part.Written.CopyTo(bytes.AsSpan(Length));
        Length += part.Length;
    }

    /// <summary>Everything written, compressed.</summary>
    public byte[] Pack()
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(Length) + 5];
        var head = new ByteWriter();
        head.Number(Length);
        head.Written.CopyTo(packed);
        if (!BrotliEncoder.TryCompress(Written, packed.AsSpan(head.Length), out var length, quality: 6, window: 18))
            throw new InvalidOperationException("The bytes could not be compressed.");
        return packed[..(head.Length + length)];
    }
}

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const int Longest = 256 * 1024 * 1024;
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public byte Byte()
    {
        if (rest.IsEmpty)
            throw new InvalidDataException("The bytes end too soon.");
        var value = rest[0];
        rest = rest[1..];
        return value;
    }

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw new InvalidDataException("A number has no end.");
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number that counts something.</summary>
    /// <exception cref="InvalidDataException">It is greater than can be.</exception>
    public int Count(int most = Longest)
    {
        var value = Number();
        return value <= (ulong)most ? (int)value : throw new InvalidDataException($"{value} is more than {most}.");
    }

    public ByteReader Part()
    {
        var length = Count();
        if (length > rest.Length)
            throw new InvalidDataException("The bytes end too soon.");
        var part = new ByteReader(rest[..length]);
        rest = rest[length..];
        return part;
    }

    /// <summary>Undoes <see cref="ByteWriter.Pack"/>.</summary>
    /// <exception cref="InvalidDataException">These bytes are something else.</exception>
    public static byte[] Unpack(byte[] packed)
    {
        var reader = new ByteReader(packed);
        var bytes = new byte[reader.Count()];
        return BrotliDecoder.TryDecompress(reader.rest, bytes, out var length) && length == bytes.Length
            ? bytes
            : throw new InvalidDataException("The bytes cannot be decompressed.");
    }
}

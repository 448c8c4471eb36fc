using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Apollo.Memcached;

/// <summary>One answer: its two-letter code, the value where it has one, and the client flags.</summary>
internal readonly record struct Answer(string Code, byte[]? Value, uint Flags);

/// <summary>memcached's meta commands (mg, ms, md) as text, and their answers (https://docs.memcached.org/protocols/meta/).</summary>
internal static class MetaProtocol
{
    private const int LineLimit = 2_048;
    private const int ValueLimit = 128 * 1024 * 1024;

    public static string Get(string key) => $"mg {key} v f\r\n";

    public static string Touch(string key, long seconds) => string.Create(CultureInfo.InvariantCulture, $"mg {key} T{seconds}\r\n");

    public static string Delete(string key) => $"md {key}\r\n";

    /// <summary>The client flags hold the seconds of a sliding expiration.</summary>
    public static byte[] Set(string key, byte[] value, long seconds, long sliding)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ms {key} {value.Length} T{seconds} F{sliding}\r\n"));
        return [.. head, .. value, (byte)'\r', (byte)'\n'];
    }

    /// <exception cref="IOException">The server closed the connection.</exception>
    /// <exception cref="InvalidDataException">What came is not the protocol.</exception>
    public static async ValueTask<Answer> ReadAsync(PipeReader reader)
    {
        var line = await ReadLineAsync(reader);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var code = words.Length == 0 ? "" : words[0];
        if (code is "HD" or "EN" or "NF" or "NS" or "EX") return new Answer(code, null, 0);
        if (code is not "VA") throw new InvalidDataException($"memcached answered '{(line.Length > 100 ? line[..100] : line)}'.");
        if (words.Length < 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size > ValueLimit) throw new InvalidDataException("memcached announced a value without a possible size.");
        var flags = words.Skip(2).FirstOrDefault(word => word[0] == 'f') is { } text && uint.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new Answer(code, await ReadValueAsync(reader, size), flags);
    }

    private static async ValueTask<string> ReadLineAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (buffer.Length > LineLimit) throw new InvalidDataException("memcached sent a line without an end.");
            if (read.IsCompleted) throw new IOException("memcached closed the connection.");
        }
    }

    private static async ValueTask<byte[]> ReadValueAsync(PipeReader reader, int size)
    {
        var read = await reader.ReadAtLeastAsync(size + 2);
        if (read.Buffer.Length < size + 2) throw new IOException("memcached closed the connection.");
        var value = read.Buffer.Slice(0, size).ToArray();
        var end = read.Buffer.Slice(size, 2).ToArray();
        reader.AdvanceTo(read.Buffer.GetPosition(size + 2));
        return end is [(byte)'\r', (byte)'\n'] ? value : throw new InvalidDataException("memcached sent a value that does not end where it said.");
    }
}

using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Apollo.Memcached;

/// <summary>One meta command: its line without the end, and the value that a set brings.</summary>
internal readonly record struct Command(string Line, byte[]? Value = null);

/// <summary>
/// One answer: its two-letter code, the value where it has one, the client flags, and the number of the command it
/// answers.
/// </summary>
internal readonly record struct Answer(string Code, byte[]? Value, uint Flags, uint? Number);

/// <summary>
/// memcached's meta commands (mg, ms, md) as text, and their answers (https://docs.memcached.org/protocols/meta/).
/// </summary>
internal static class MetaProtocol
{
    private const int LineLimit = 2_048;
    private const int ValueLimit = 128 * 1024 * 1024;

    public static Command Get(string key) => new($"mg {key} v f");

    public static Command Touch(string key, long seconds) =>
        new(string.Create(CultureInfo.InvariantCulture, $"mg {key} T{seconds}"));

    public static Command Delete(string key) => new($"md {key}");

    public static Command Set(string key, byte[] value, long seconds, uint flags) =>
        new(string.Create(CultureInfo.InvariantCulture, $"ms {key} {value.Length} T{seconds} F{flags}"), value);

    /// <summary>
    /// The bytes of a request. Each command carries a number that its answer repeats, so that answers out of step are
    /// noticed and never taken for another key's.
    /// </summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<Command> commands, uint firstNumber)
    {
        var bytes = new ArrayBufferWriter<byte>(
            commands.Sum(command => command.Line.Length + 16 + (command.Value?.Length ?? 0))
        );
        for (var index = 0; index < commands.Count; index++)
        {
            Encoding.ASCII.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{commands[index].Line} O{unchecked(firstNumber + (uint)index)}\r\n"
                ),
                bytes
            );
            if (commands[index].Value is not { } value)
                continue;
            bytes.Write(value);
            bytes.Write("\r\n"u8);
        }
        return bytes.WrittenMemory;
    }

    /// <exception cref="IOException">The server closed the connection.</exception>
    /// <exception cref="InvalidDataException">What came is not the protocol.</exception>
    public static async ValueTask<Answer> ReadAsync(PipeReader reader)
    {
        var line = await ReadLineAsync(reader);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var code = words.Length == 0 ? "" : words[0];
        if (code is "HD" or "EN" or "NF" or "NS" or "EX")
            return new Answer(code, null, 0, Find(words, 'O'));
        if (code is not "VA")
            throw new InvalidDataException($"memcached answered '{(line.Length > 100 ? line[..100] : line)}'.");
        if (
            words.Length < 2
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size > ValueLimit
        )
            throw new InvalidDataException("memcached announced a value without a possible size.");
        return new Answer(code, await ReadValueAsync(reader, size), Find(words, 'f') ?? 0, Find(words, 'O'));
    }

    private static uint? Find(string[] words, char flag)
    {
        foreach (var word in words.AsSpan(1))
            if (
                word[0] == flag
                && uint.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            )
                return number;
        return null;
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
            if (buffer.Length > LineLimit)
                throw new InvalidDataException("memcached sent a line without an end.");
            if (read.IsCompleted)
                throw new IOException("memcached closed the connection.");
        }
    }

    private static async ValueTask<byte[]> ReadValueAsync(PipeReader reader, int size)
    {
        var read = await reader.ReadAtLeastAsync(size + 2);
        if (read.Buffer.Length < size + 2)
            throw new IOException("memcached closed the connection.");
        var value = read.Buffer.Slice(0, size).ToArray();
        var end = read.Buffer.Slice(size, 2).ToArray();
        reader.AdvanceTo(read.Buffer.GetPosition(size + 2));
        return end is [(byte)'\r', (byte)'\n']
            ? value
            : throw new InvalidDataException("memcached sent a value that does not end where it said.");
    }
}

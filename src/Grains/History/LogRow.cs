namespace Apollo.Grains.History;

/// <summary>One series changed, as the log of a desk holds it.</summary>
/// <param name="Series">The series' number at its desk.</param>
/// <param name="At">When, Unix ms.</param>
/// <param name="Value">What it is from then on.</param>
internal readonly record struct LoggedChange(int Series, long At, SeriesValue Value);

/// <summary>The changes of one second of a desk as bytes: small, and written at once.</summary>
internal static class LogRow
{
    private const byte Version = 1;

    /// <summary>Writes changes.</summary>
    /// <param name="second">Begin of the second, Unix ms.</param>
    /// <param name="changes">In order.</param>
    public static byte[] Write(long second, IReadOnlyCollection<LoggedChange> changes)
    {
        var row = new ByteWriter();
        row.Byte(Version);
        row.Number(changes.Count);
        var series = 0;
        foreach (var change in changes)
        {
            row.Signed(change.Series - series);
            row.Signed(change.At - second);
            series = change.Series;
            if (!change.Value.IsNumber)
            {
                row.Byte((byte)change.Value.Kind);
                continue;
            }
            var scale = NumberScale.Of([change.Value.Number]);
            row.Byte((byte)((int)ValueKind.Number | (scale.Decimals << 2)));
            row.Signed(scale.ToWhole(change.Value.Number));
        }
        return row.Written.ToArray();
    }

    /// <summary>Reads changes.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static List<LoggedChange> Read(long second, byte[] bytes)
    {
        var row = new ByteReader(bytes);
        if (row.Byte() is var version && version != Version)
            throw new InvalidDataException($"A row of version {version} is not known.");
        var changes = new List<LoggedChange>(row.Count(1 << 24));
        var series = 0;
        for (var left = changes.Capacity; left > 0; left--)
        {
            series += (int)row.Signed();
            var at = second + row.Signed();
            var head = row.Byte();
            var value = (ValueKind)(head & 3) switch
            {
                ValueKind.Number => new SeriesValue(
                    ValueKind.Number,
                    NumberScale.Read((byte)(head >> 2)).ToNumber(row.Signed())
                ),
                ValueKind.None => SeriesValue.None,
                ValueKind.Unknown => SeriesValue.Unknown,
                _ => throw new InvalidDataException("A value is of no known kind."),
            };
            changes.Add(new LoggedChange(series, at, value));
        }
        return changes;
    }
}

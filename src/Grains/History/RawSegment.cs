namespace Apollo.Grains.History;

/// <summary>A series became something else.</summary>
/// <param name="At">When, Unix ms.</param>
/// <param name="Value">What it is from then on.</param>
internal readonly record struct SeriesChange(long At, SeriesValue Value);

/// <summary>One series over a quarter of an hour, by change.</summary>
/// <param name="Number">The series' number at its desk.</param>
/// <param name="Rate">How fast it grows by itself, per second: 0 or 1.</param>
/// <param name="Begin">What it was when the quarter began.</param>
/// <param name="Changes">Its changes, in order.</param>
internal sealed record RawSeries(int Number, int Rate, SeriesValue Begin, IReadOnlyList<SeriesChange> Changes);

/// <summary>
/// A quarter of an hour of all series of a desk, by change. It begins with what each series was, so it needs no other;
/// and one series is found in it without reading the others.
/// </summary>
internal static class RawSegment
{
    private const byte Version = 1;
    private const int MostSeries = 1 << 20;

    /// <summary>Writes a segment.</summary>
    /// <param name="start">Its begin, Unix ms.</param>
    /// <param name="series">By growing number.</param>
    public static byte[] Write(long start, IReadOnlyCollection<RawSeries> series)
    {
        var all = new ByteWriter();
        all.Byte(Version);
        all.Number(series.Count);
        var number = 0;
        foreach (var one in series)
        {
            all.Number(one.Number - number);
            number = one.Number;
            all.Part(Part(start, one));
        }
        return all.Pack();
    }

    /// <summary>Reads a segment.</summary>
    /// <param name="packed">Its bytes.</param>
    /// <param name="start">Its begin, Unix ms.</param>
    /// <param name="wanted">The one series wanted; null = all.</param>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static List<RawSeries> Read(byte[] packed, long start, int? wanted = null)
    {
        var reader = new ByteReader(ByteReader.Unpack(packed));
        if (reader.Byte() is var version && version != Version)
            throw new InvalidDataException($"A segment of version {version} is not known.");
        var count = reader.Count(MostSeries);
        var found = new List<RawSeries>(wanted is null ? count : 1);
        for (var number = 0; count > 0; count--)
        {
            number += reader.Count();
            var part = reader.Part();
            if (wanted is null || wanted == number)
                found.Add(Read(part, start, number));
        }
        return found;
    }

    private static ByteWriter Part(long start, RawSeries series)
    {
        var scale = NumberScale.Of(
            series
                .Changes.Select(change => change.Value)
                .Append(series.Begin)
                .Where(value => value.IsNumber)
                .Select(value => value.Number)
        );
        var part = new ByteWriter();
        part.Byte((byte)(scale.Decimals | ((int)series.Begin.Kind << 4) | (series.Rate << 6)));
        var last = 0L;
        if (series.Begin.IsNumber)
            part.Signed(last = scale.ToWhole(series.Begin.Number));
        part.Number(series.Changes.Count);
        var (at, value) = (start, series.Begin);
        foreach (var change in series.Changes)
        {
            part.Number(((change.At - at) << 2) | (long)change.Value.Kind);
            if (change.Value.IsNumber)
            {
                var grown = value.After(series.Rate, change.At - at);
                last = grown.IsNumber ? scale.ToWhole(grown.Number) : last;
                var whole = scale.ToWhole(change.Value.Number);
                part.Signed(whole - last);
                last = whole;
            }
            (at, value) = (change.At, change.Value);
        }
        return part;
    }

    private static RawSeries Read(ByteReader part, long start, int number)
    {
        var head = part.Byte();
        var scale = NumberScale.Read((byte)(head & 15));
        var (kind, rate) = (KindOf((head >> 4) & 3), head >> 6);
        var last = kind == ValueKind.Number ? part.Signed() : 0;
        var value = new SeriesValue(kind, kind == ValueKind.Number ? scale.ToNumber(last) : 0);
        var begin = value;
        var changes = new SeriesChange[part.Count(1 << 24)];
        var at = start;
        for (var index = 0; index < changes.Length; index++)
        {
            var step = part.Number();
            var then = at + (long)(step >> 2);
            kind = KindOf((int)(step & 3));
            var amount = 0d;
            if (kind == ValueKind.Number)
            {
                var grown = value.After(rate, then - at);
                last = (grown.IsNumber ? scale.ToWhole(grown.Number) : last) + part.Signed();
                amount = scale.ToNumber(last);
            }
            (at, value) = (then, new SeriesValue(kind, amount));
            changes[index] = new SeriesChange(at, value);
        }
        return new RawSeries(number, rate, begin, changes);
    }

    private static ValueKind KindOf(int kind) =>
        kind <= (int)ValueKind.Number
            ? (ValueKind)kind
            : throw new InvalidDataException("A value is of no known kind.");
}

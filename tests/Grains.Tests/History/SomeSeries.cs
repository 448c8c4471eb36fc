using Apollo.Grains.History;
using CsCheck;

namespace Apollo.Grains.Tests.History;

/// <summary>
/// Series of every kind: counts, shares, ages, whatever a double can be, with gaps and without value.
/// </summary>
internal sealed record SomeSeries(int Rate, List<SeriesChange> Changes, long Until)
{
    /// <summary>Two minutes before midnight in Paris.</summary>
    public static readonly long Start = UnixTime.Of(new DateTime(2026, 3, 10, 22, 58, 0, DateTimeKind.Utc));

    public static Gen<SomeSeries> Any { get; } =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 60], Gen.Long[1, 6 * 3_600_000], Gen.Int)
            .Select((kind, count, longest, seed) => Make(kind, count, longest, new Random(seed)));

    /// <summary>The same, told to whoever makes steps of it.</summary>
    public List<HistoryStep> Steps(StepGrid grid, out HistoryStep? open)
    {
        var steps = new List<HistoryStep>();
        var builder = new StepBuilder(grid, Rate, steps.Add);
        foreach (var change in Changes)
            builder.Change(change.At, change.Value);
        builder.Advance(Until);
        open = builder.Open;
        return steps;
    }

    private static SomeSeries Make(int kind, int count, long longest, Random random)
    {
        var rate = kind == 2 ? 1 : 0;
        var changes = new List<SeriesChange>();
        var at = Start + random.Next(1, 200_000);
        for (var index = 0; index <= count; index++)
        {
            double? number = kind switch
            {
                0 => random.Next(0, 400),
                1 => 100.0 * random.Next(0, 90) / 90,
                2 => random.NextDouble() * 1e7,
                3 => random.Next(-3, 3),
                _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            };
            var value = random.Next(8) switch
            {
                0 when index > 0 => SeriesValue.Unknown,
                1 => SeriesValue.None,
                _ => SeriesValue.Of(number, rate),
            };
            changes.Add(new SeriesChange(at, value));
            at += random.Next(3) == 0 ? random.NextInt64(1, 1_500) : random.NextInt64(1, longest + 1);
        }
        return new SomeSeries(rate, changes, at);
    }
}

namespace Apollo.Grains.History;

/// <summary>
/// Steps of one series as bytes. Columns stand apart, so that each compresses well; a run of steps in which nothing
/// happened costs a few bytes, whatever its length, and so do steps of which nothing is known. Means keep six digits of
/// the step's greatest value.
/// </summary>
internal static class StepChunk
{
    private const byte Version = 1;
    private const int MostSteps = 1 << 20;

    [Flags]
    private enum Run : byte
    {
        Quiet = 0,
        Changed = 1,
        Apart = 2,
        OtherLength = 4,
    }

    [Flags]
    private enum Has : byte
    {
        Nothing = 0,
        UnknownTime = 1,
        ValuelessTime = 2,
        Last = 4,
        OwnMin = 8,
        OwnMax = 16,
        Value = 32,
    }

    /// <summary>Writes steps.</summary>
    /// <param name="steps">In order.</param>
    /// <param name="length">How long a step is mostly, ms.</param>
    /// <param name="rate">How fast the series grows by itself, per second.</param>
    public static byte[] Write(IReadOnlyList<HistoryStep> steps, long length, int rate)
    {
        var scale = NumberScale.Of(Numbers(steps));
        var (runs, flags, lasts, mins, maxs, means, times) = (New(), New(), New(), New(), New(), New(), New());
        var previous = SeriesValue.Unknown;
        var (at, kind, count) = (0L, Run.Quiet, 0);
        foreach (var step in steps)
        {
            var next = Run.Quiet;
            if (step.Start != at)
                (next, previous) = (Run.Apart, SeriesValue.Unknown);
            if (step.End - step.Start != length)
                next |= Run.OtherLength;
            if (previous.Kind == ValueKind.Unknown || !IsQuiet(step, previous, rate))
            {
                next |= Run.Changed;
                Change(step, previous, rate, scale, flags, lasts, mins, maxs, means, times);
            }
            if (next != kind || next >= Run.Apart)
            {
                EndRun();
                kind = next;
                runs.Byte((byte)kind);
                if (kind.HasFlag(Run.Apart))
                    runs.Signed(step.Start - at);
                if (kind.HasFlag(Run.OtherLength))
                    runs.Signed(step.End - step.Start - length);
            }
            else if (count == 0)
                runs.Byte((byte)kind);
            count++;
            at = step.End;
            previous = EndOf(step);
        }
        EndRun();

        var all = new ByteWriter();
        all.Byte(Version);
        all.Byte(scale.Decimals);
        all.Number(steps.Count);
        foreach (var column in (ByteWriter[])[runs, flags, lasts, mins, maxs, means, times])
            all.Part(column);
        return all.Pack();

        void EndRun()
        {
            if (count > 0)
                runs.Number(count);
            count = 0;
        }
    }

    /// <summary>Reads steps.</summary>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static List<HistoryStep> Read(byte[] packed, long length, int rate)
    {
        var reader = new ByteReader(ByteReader.Unpack(packed));
        if (reader.Byte() is var version && version != Version)
            throw new InvalidDataException($"Steps of version {version} are not known.");
        var scale = NumberScale.Read(reader.Byte());
        var left = reader.Count(MostSteps);
        var steps = new List<HistoryStep>(left);
        var runs = reader.Part();
        var flags = reader.Part();
        var lasts = reader.Part();
        var mins = reader.Part();
        var maxs = reader.Part();
        var means = reader.Part();
        var times = reader.Part();
        var previous = SeriesValue.Unknown;
        var at = 0L;
        while (left > 0)
        {
            var kind = (Run)runs.Byte();
            if (kind.HasFlag(Run.Apart))
            {
                at += runs.Signed();
                previous = SeriesValue.Unknown;
            }
            var own = length + (kind.HasFlag(Run.OtherLength) ? runs.Signed() : 0);
            var count = runs.Count(left);
            if (own <= 0 || count == 0)
                throw new InvalidDataException("A run of steps has no length.");
            for (left -= count; count > 0; count--)
            {
                var step = HistoryStep.Quiet(at, at + own, previous, rate);
                if (kind.HasFlag(Run.Changed))
                    step = Change(step, scale, ref flags, ref lasts, ref mins, ref maxs, ref means, ref times);
                else if (previous.Kind == ValueKind.Unknown)
                    throw new InvalidDataException("Nothing is known of a step.");
                steps.Add(step);
                at = step.End;
                previous = EndOf(step);
            }
        }
        return steps;
    }

    private static ByteWriter New() => new();

    private static IEnumerable<double> Numbers(IReadOnlyList<HistoryStep> steps)
    {
        foreach (var step in steps)
        {
            if (!double.IsNaN(step.Last))
                yield return step.Last;
            if (step.Valued == 0)
                continue;
            yield return step.Min;
            yield return step.Max;
        }
    }

    /// <summary>What the series was at the end of a step.</summary>
    private static SeriesValue EndOf(in HistoryStep step) =>
        double.IsNaN(step.Last) ? SeriesValue.None : new(ValueKind.Number, step.Last);

    private static bool IsQuiet(in HistoryStep step, SeriesValue before, int rate) =>
        step == HistoryStep.Quiet(step.Start, step.End, before, rate);

    /// <summary>What the numbers of a step are written against: as if nothing had happened in it.</summary>
    private static double Expected(in HistoryStep quiet) => double.IsNaN(quiet.Last) ? 0 : quiet.Last;

    private static void Change(
        in HistoryStep step,
        SeriesValue before,
        int rate,
        NumberScale scale,
        ByteWriter flags,
        ByteWriter lasts,
        ByteWriter mins,
        ByteWriter maxs,
        ByteWriter means,
        ByteWriter times
    )
    {
        var quiet = HistoryStep.Quiet(step.Start, step.End, before, rate);
        var (likelyMin, likelyMax) = Likely(quiet, step.Last);
        var has = Has.Nothing;
        if (step.Known != step.End - step.Start)
        {
            has |= Has.UnknownTime;
            times.Number(step.End - step.Start - step.Known);
        }
        if (step.Valued != step.Known)
        {
            has |= Has.ValuelessTime;
            times.Number(step.Known - step.Valued);
        }
        if (!double.IsNaN(step.Last))
        {
            has |= Has.Last;
            lasts.Signed(scale.ToWhole(step.Last) - scale.ToWhole(Expected(quiet)));
        }
        if (step.Valued > 0)
        {
            has |= Has.Value;
            if (step.Min != likelyMin)
            {
                has |= Has.OwnMin;
                mins.Signed(scale.ToWhole(step.Min) - scale.ToWhole(Number(likelyMin)));
            }
            if (step.Max != likelyMax)
            {
                has |= Has.OwnMax;
                maxs.Signed(scale.ToWhole(step.Max) - scale.ToWhole(Number(likelyMax)));
            }
            // Where the value never changed, it is the mean.
            if (step.Min != step.Max)
            {
                var unit = MeanUnit(step.Min, step.Max);
                means.Signed((long)Math.Round(step.Mean * unit) - (long)Math.Round(step.Min * unit));
            }
        }
        flags.Byte((byte)has);
    }

    private static HistoryStep Change(
        in HistoryStep quiet,
        NumberScale scale,
        ref ByteReader flags,
        ref ByteReader lasts,
        ref ByteReader mins,
        ref ByteReader maxs,
        ref ByteReader means,
        ref ByteReader times
    )
    {
        var has = (Has)flags.Byte();
        var known = quiet.End - quiet.Start - (has.HasFlag(Has.UnknownTime) ? (long)times.Number() : 0);
        var valued = known - (has.HasFlag(Has.ValuelessTime) ? (long)times.Number() : 0);
        var last = has.HasFlag(Has.Last) ? scale.ToNumber(scale.ToWhole(Expected(quiet)) + lasts.Signed()) : double.NaN;
        var (min, max, sum) = (double.NaN, double.NaN, 0m);
        if (has.HasFlag(Has.Value))
        {
            (min, max) = Likely(quiet, last);
            if (has.HasFlag(Has.OwnMin))
                min = scale.ToNumber(scale.ToWhole(Number(min)) + mins.Signed());
            if (has.HasFlag(Has.OwnMax))
                max = scale.ToNumber(scale.ToWhole(Number(max)) + maxs.Signed());
            var unit = MeanUnit(min, max);
            var mean = min == max ? min : ((long)Math.Round(min * unit) + means.Signed()) / unit;
            if (!(Math.Abs(mean) <= SeriesValue.Greatest) || known <= 0 || valued <= 0)
                throw new InvalidDataException("A step is none.");
            sum = (decimal)mean * valued;
        }
        return quiet with { Known = known, Valued = valued, Last = last, Min = min, Max = max, Sum = sum };
    }

    /// <summary>
    /// Smallest and greatest value where there was one change: the value before it and the one after.
    /// </summary>
    private static (double Min, double Max) Likely(in HistoryStep quiet, double last) =>
        (
            double.IsNaN(last) ? quiet.Min
            : double.IsNaN(quiet.Min) ? last
            : Math.Min(quiet.Min, last),
            double.IsNaN(last) ? quiet.Max
            : double.IsNaN(quiet.Max) ? last
            : Math.Max(quiet.Max, last)
        );

    private static double Number(double number) => double.IsNaN(number) ? 0 : number;

    private static double MeanUnit(double min, double max) =>
        Math.Pow(10, SeriesValue.Decimals(Math.Max(Math.Abs(min), Math.Abs(max))));
}

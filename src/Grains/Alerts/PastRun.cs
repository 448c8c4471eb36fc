using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>An alert as it would have been.</summary>
/// <param name="Severity">The worst it was.</param>
/// <param name="From">When it fired, UTC.</param>
/// <param name="To">When it was over, UTC; null = it still fired at the end.</param>
internal sealed record PastFiring(KpiStatus Severity, DateTime From, DateTime? To);

/// <summary>
/// Lets the state machine of a rule run over a past. Where only steps of it are kept, the number is taken to go the
/// plainest way that fits: to the nearer of smallest and greatest value first, each for as long as the mean says.
/// </summary>
internal static class PastRun
{
    /// <summary>What the engine rounds may differ by so much, seconds.</summary>
    private const double SameAge = 0.002;

    /// <summary>The alerts of a past, in order.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="past">The number over time.</param>
    /// <param name="until">Where it ends, Unix ms.</param>
    public static List<PastFiring> Firings(AlertRule rule, PastSpans past, long until)
    {
        var fired = new List<PastFiring>();
        if (past.Spans.IsEmpty)
            return fired;
        var machine = new AlertMachine(
            rule with
            {
                Repeat = null,
            },
            null,
            _ => DateTime.MaxValue,
            new AlertState { At = Instant(past.Spans[0].From) }
        );
        var end = past.Spans[0].From;
        (int Sides, Reading Reading)? held = null;
        var last = double.NaN;
        foreach (var span in past.Spans)
        {
            if (span.From >= until)
                break;
            if (span.From > end)
            {
                Hear(machine.Pass(Before(end)));
                machine.Skip(Instant(end), Instant(span.From));
                (held, last) = (null, double.NaN);
            }
            foreach (var (at, value, rate) in Way(span, past.Rate, last))
                Look(at, value, rate);
            (end, last) = (span.To, span.Last);
        }
        Hear(machine.Pass(Before(Math.Min(end, until))));
        return fired;

        void Look(long at, double value, int rate)
        {
            var reading = new Reading(Instant(at), double.IsNaN(value) ? null : value, rate);
            var sides = Sides(rule, reading.Value);
            // Only what may move the machine is shown to it: of 90 days most is not.
            if (held is { } before && before.Reading.Rate == rate)
                if (rate == 0 ? before.Sides == sides : IsAsExpected(before.Reading, reading))
                    return;
            held = (sides, reading);
            Hear(machine.Look(reading.At, reading));
        }

        void Hear(Outcome outcome)
        {
            foreach (var move in outcome.Moves)
                if (move.Change == AlertChange.Fired)
                    fired.Add(new PastFiring(move.Alert.WorstSeverity, move.At, null));
                else if (move.Change is AlertChange.Changed or AlertChange.Resolved)
                    fired[^1] = fired[^1] with
                    {
                        Severity = move.Alert.WorstSeverity,
                        To = move.Change == AlertChange.Resolved ? move.At : null,
                    };
        }
    }

    /// <summary>The worst value of a span of time; null = there was none.</summary>
    /// <param name="past">The number over time.</param>
    /// <param name="above">Whether greater is worse.</param>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="to">End, UTC; null = to the last.</param>
    public static double? Worst(PastSpans past, bool above, DateTime from, DateTime? to)
    {
        var spans = past.Spans.AsSpan();
        var (first, count) = (0, spans.Length);
        while (count > 0)
            if (Instant(spans[first + (count / 2)].To) <= from)
                (first, count) = (first + (count / 2) + 1, count - (count / 2) - 1);
            else
                count /= 2;
        var worst = double.NaN;
        for (; first < spans.Length && !(Instant(spans[first].From) >= to); first++)
        {
            var value = above ? spans[first].Max : spans[first].Min;
            if (double.IsNaN(worst) || (above ? value > worst : value < worst))
                worst = value;
        }
        return double.IsNaN(worst) ? null : worst;
    }

    private static bool IsAsExpected(Reading before, Reading now) =>
        before.ValueAt(now.At) is { } expected
            ? now.Value is { } value && Math.Abs(value - expected) <= SameAge
            : now.Value is null;

    /// <summary>On which side of each limit a number is.</summary>
    private static int Sides(AlertRule rule, double? value) =>
        Sides(rule.Warning, rule.Above, value) | (Sides(rule.Critical, rule.Above, value) << 2);

    private static int Sides(AlertLevel? level, bool above, double? value) =>
        level is null
            ? 0
            : (Latch.IsBeyond(level, above, value) ? 1 : 0) | (Latch.HasRecovered(level, above, value) ? 2 : 0);

    /// <summary>The way of a number through a span: from when on it was what.</summary>
    private static IEnumerable<(long At, double Value, int Rate)> Way(PastSpan span, int rate, double before)
    {
        if (span.IsExact)
        {
            yield return (span.From, span.First, rate);
            yield break;
        }
        var from = span.From;
        if (span.HasNone && !double.IsNaN(span.Last))
            yield return (from++, double.NaN, 0);
        var length = span.To - from;
        if (double.IsNaN(span.Max) || span.Min == span.Max)
            yield return (from, span.Max, 0);
        // Nothing but time went by: it grew from the smallest value to the last.
        else if (rate != 0 && span.Max == span.Last && Math.Abs(span.Last - span.Min - (length / 1000.0)) <= SameAge)
        {
            yield return (from, span.Min, rate);
            yield break;
        }
        else
        {
            var high = (long)(length * Math.Clamp((span.Mean - span.Min) / (span.Max - span.Min), 0, 1));
            var lowFirst = !(Math.Abs(before - span.Max) < Math.Abs(before - span.Min));
            var turn = Math.Clamp(lowFirst ? length - high : high, 1, Math.Max(1, length - 2));
            yield return (from, lowFirst ? span.Min : span.Max, 0);
            if (turn < length)
                yield return (from + turn, lowFirst ? span.Max : span.Min, 0);
        }
        yield return (span.To - 1, span.Last, 0);
    }

    private static DateTime Before(long milliseconds) => Instant(milliseconds).AddTicks(-1);

    private static DateTime Instant(long milliseconds) => DateTime.UnixEpoch.AddMilliseconds(milliseconds);
}

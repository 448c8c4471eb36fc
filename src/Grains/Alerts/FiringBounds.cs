using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>
/// How often a rule fired at least and at most, by what is known of its number. A step tells the smallest, greatest and
/// last value, not the way between them: of all ways that fit, one fires least and one most. The number is taken to
/// change at most once a second, as history keeps it.
/// </summary>
internal static class FiringBounds
{
    private const double Millisecond = 0.001;

    /// <summary>The bounds.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="past">The number over time.</param>
    /// <param name="until">Where it ends, Unix ms.</param>
    public static (int Least, int Most) Of(AlertRule rule, PastSpans past, long until)
    {
        if (rule is not { Warning: { } warning, Critical: { } critical })
            return Of((rule.Warning ?? rule.Critical)!, rule.Above, past, until);
        var above = rule.Above;
        var endsFirst = End(critical, above);
        var (first, second) = (Of(warning, above, past, until), Of(critical, above, past, until));
        // An alert is over when both limits are off.
        if (above ? endsFirst < End(warning, above) : endsFirst > End(warning, above))
            return (Math.Min(1, Math.Max(first.Least, second.Least)), first.Most + second.Most);
        // While critical is on, so is the warning: then it alone counts.
        if (critical.For >= warning.For)
            return first;
        var lasting = Of(critical with { Recover = End(warning, above) }, above, past, until);
        return (Math.Max(first.Least, lasting.Least), first.Most + second.Most);
    }

    /// <summary>The value at which a limit is off for sure.</summary>
    private static double End(AlertLevel level, bool above) =>
        level.Recover ?? (above ? Math.BitDecrement(level.At) : level.At);

    private static (int Least, int Most) Of(AlertLevel level, bool above, PastSpans past, long until)
    {
        var (least, most) = (new Tally(level, isLeast: true), new Tally(level, isLeast: false));
        foreach (var span in past.Spans)
        {
            if (span.From >= until)
                break;
            foreach (var piece in Pieces(span with { To = Math.Min(span.To, until) }, past.Rate, level, above))
            {
                least.Take(piece);
                most.Take(piece);
            }
        }
        return (least.Fired, most.Fired);
    }

    /// <summary>A number that grows by itself is cut where it comes to another side of the limit.</summary>
    private static IEnumerable<Piece> Pieces(PastSpan span, int rate, AlertLevel level, bool above)
    {
        if (!span.IsExact || rate == 0 || double.IsNaN(span.First))
        {
            // What grows comes as near to its greatest value as can be, and falls at that very instant.
            var grown = rate != 0 && !span.IsExact && span.Max > span.Min ? Millisecond : 0;
            yield return Piece.Of(span with { Max = span.Max - grown }, level, above);
            yield break;
        }
        var at = span.From;
        var turns = new[] { level.At, End(level, above) }
            .Select(limit => span.From + (long)Math.Ceiling((limit - span.First) * 1000 / rate))
            .Where(turn => turn > span.From && turn < span.To)
            .Append(span.To)
            .Distinct()
            .Order();
        foreach (var turn in turns)
        {
            // Halfway it is surely on the side that it is on until it turns.
            var value = span.First + (rate * (at - span.From + turn - span.From) / 2000.0);
            yield return Piece.Of(
                span with
                {
                    From = at,
                    To = turn,
                    // It began with the very value that it came to, which may be where the limit is off.
                    Min = at == span.From ? span.First : value,
                    Max = value,
                    Last = value,
                },
                level,
                above
            );
            at = turn;
        }
    }

    /// <summary>What is known of a span to one limit.</summary>
    /// <param name="Length">How long it is, ms.</param>
    /// <param name="Beyond">How long at most the number was beyond the limit, ms; 0 = never.</param>
    /// <param name="IsBeyond">All the time.</param>
    /// <param name="Recovers">At some time it came back to where the limit is off.</param>
    /// <param name="EndsBeyond">In the end it was beyond the limit.</param>
    /// <param name="EndsRecovered">In the end it was back.</param>
    private readonly record struct Piece(
        long Length,
        long Beyond,
        bool IsBeyond,
        bool Recovers,
        bool EndsBeyond,
        bool EndsRecovered
    )
    {
        public static Piece Of(PastSpan span, AlertLevel level, bool above)
        {
            var length = span.To - span.From;
            var (worst, best) = above ? (span.Max, span.Min) : (span.Min, span.Max);
            var last = Number(span.Last);
            var isAllBeyond = Latch.IsBeyond(level, above, Number(best));
            return new Piece(
                length,
                !Latch.IsBeyond(level, above, Number(worst)) ? 0
                    : isAllBeyond ? length
                    : Longest(span, level.At, best, length),
                isAllBeyond && !span.HasNone,
                span.HasNone || Latch.HasRecovered(level, above, Number(best)),
                Latch.IsBeyond(level, above, last),
                Latch.HasRecovered(level, above, last)
            );
        }

        /// <summary>A mean near the best value leaves little time beyond the limit.</summary>
        private static long Longest(PastSpan span, double limit, double best, long length)
        {
            // Means are kept to six digits of the greatest value.
            var slack = Math.Max(Math.Abs(span.Min), Math.Abs(span.Max)) * 1e-6;
            var share = (Math.Abs(span.Mean - best) + slack) / Math.Abs(limit - best);
            return double.IsNaN(share) || share >= 1
                ? length
                : (long)(length * Math.Max(0, share)) + 1 + (length / 1000);
        }

        private static double? Number(double value) => double.IsNaN(value) ? null : value;
    }

    /// <summary>
    /// Counts along the way that fires least, or most. Of two ways to one instant the better is known without what
    /// comes: by the count, then by how soon what comes can add to it.
    /// </summary>
    private sealed class Tally(AlertLevel level, bool isLeast)
    {
        private const long Second = 1000;
        private readonly long needed = level.For * Second;
        private bool isOn;

        // How long it has been beyond the limit, ms; null = it is not.
        private long? waited;

        public int Fired { get; private set; }

        public void Take(Piece piece)
        {
            if (piece.IsBeyond)
                Wait(piece.Length);
            else if (piece.Beyond == 0)
                (waited, isOn) = (null, isOn && !piece.Recovers);
            else if (isLeast)
                TakeLeast(piece);
            else
                TakeMost(piece);
        }

        private void Wait(long length)
        {
            if (isOn)
                return;
            waited = (waited ?? 0) + length;
            // A number that comes back at the very instant has not fired.
            if (waited > needed)
                Fire();
        }

        private void Fire() => (isOn, waited, Fired) = (true, null, Fired + 1);

        /// <summary>It comes back at once, and goes beyond for a moment, or in the end.</summary>
        private void TakeLeast(Piece piece)
        {
            if (isOn && !piece.Recovers)
                return;
            var wasOn = isOn;
            (isOn, waited) = (false, piece.EndsBeyond ? 0 : null);
            if (needed > 0 || (wasOn && !piece.EndsBeyond))
                return;
            Fire();
            isOn = !piece.EndsRecovered;
        }

        /// <summary>It goes to and fro, each time for as long as it must.</summary>
        private void TakeMost(Piece piece)
        {
            if (isOn && !piece.Recovers)
                return;
            var before = isOn ? 0 : waited ?? 0;
            var time = piece.Beyond + before;
            // There and back are two changes.
            var changes = ((piece.Length / Second) + 2) / 2;
            var times = Math.Min(
                changes,
                // As something brings it back, not all of the time counts.
                needed > 0
                    ? (time - 1) / needed
                    : (piece.Beyond / Second) + 1
            );
            if (!piece.Recovers)
                times = Math.Min(1, times);
            Fired += (int)times;
            if (piece.EndsBeyond && needed > 0 && (piece.Recovers || times == 0))
                (isOn, waited) = (false, Math.Min(needed, times == 0 ? piece.Length : time - (times * needed)));
            else
                (isOn, waited) = (times > 0 && (piece.EndsBeyond || !piece.Recovers), null);
        }
    }
}

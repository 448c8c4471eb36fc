using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>The clock alone will let a row enter or leave.</summary>
/// <param name="At">When, UTC ticks.</param>
/// <param name="Enters">It enters; else it leaves.</param>
/// <param name="Weight">What it gives to the tally.</param>
/// <param name="Text">Its text, where the measure counts distinct texts.</param>
internal readonly record struct ComingMove(long At, bool Enters, long Weight, string? Text);

/// <summary>
/// Walks the totals of a KPI along what the clock will do to them. An instant is told as the first whole millisecond at
/// which it has come.
/// </summary>
/// <param name="totals">The tally of each part; those of parts with moves are used up.</param>
/// <param name="coming">What will move, by part.</param>
/// <param name="combine">Makes one value of two parts; null where there is one.</param>
/// <param name="limits">The limits.</param>
/// <param name="rate">How fast the value grows by itself, per second: 0 or 1.</param>
internal sealed class LookAhead(
    Tally[] totals,
    List<ComingMove>[] coming,
    Func<Tally?, Tally?, long, double?>? combine,
    Limits limits,
    int rate
)
{
    private readonly int[] done = new int[totals.Length];
    private readonly ImmutableArray<Crossing>.Builder crossings = ImmutableArray.CreateBuilder<Crossing>();
    private KpiStatus status;

    /// <summary>The first instant at which something moves; <see cref="long.MaxValue"/> = nothing does.</summary>
    private long Next
    {
        get
        {
            var next = long.MaxValue;
            for (var part = 0; part < coming.Length; part++)
                if (done[part] < coming[part].Count)
                    next = Math.Min(next, WholeMillisecond(coming[part][done[part]].At));
            return next;
        }
    }

    /// <summary>Tells what comes; can be done once.</summary>
    /// <param name="from">Begin, ticks.</param>
    /// <param name="until">End, ticks; the instant itself is not told.</param>
    /// <param name="most">How many points at most.</param>
    public Ahead Tell(long from, long until, int most)
    {
        foreach (var moves in coming)
            moves.Sort(static (one, other) => one.At.CompareTo(other.At));
        var now = WholeMillisecond(from);
        Move(now);
        status = limits.StatusOf(Value(now));
        var points = ImmutableArray.CreateBuilder<ImmutableArray<double?>>();
        points.Add(Point(now));
        while (true)
        {
            var next = Math.Min(Next, until);
            Grow(now, next);
            if (next == until)
                break;
            now = next;
            var before = Value(now);
            Move(now);
            if (Value(now) == before)
                continue;
            if (points.Count == most)
            {
                until = now;
                break;
            }
            points.Add(Point(now));
            Look(now);
        }
        return new Ahead(Time(from), Time(until), points.ToImmutable(), crossings.ToImmutable());
    }

    private static long WholeMillisecond(long ticks) =>
        (ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;

    private static long UnixMilliseconds(long ticks) =>
        (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static DateTime Time(long ticks) => new(ticks, DateTimeKind.Utc);

    /// <summary>Does what is to be done up to an instant.</summary>
    private void Move(long now)
    {
        for (var part = 0; part < coming.Length; part++)
            while (done[part] < coming[part].Count && coming[part][done[part]] is var move && move.At <= now)
            {
                if (move.Enters)
                    totals[part].Add(move.Weight, move.Text);
                else
                    totals[part].Remove(move.Weight, move.Text);
                done[part]++;
            }
    }

    /// <summary>Nothing moves for a while: only what grows by itself can cross a limit.</summary>
    private void Grow(long now, long next)
    {
        while (limits.NextCrossing(now, Value(now), rate, Value) is var crossed && crossed < next)
        {
            now = WholeMillisecond(crossed);
            if (now >= next)
                return;
            Look(now);
        }
    }

    private void Look(long now)
    {
        var value = Value(now);
        var seen = limits.StatusOf(value);
        if (seen == status)
            return;
        var rows = seen > status && totals is [CountTally] ? limits.RowsBeyond(value!.Value, seen) : null;
        crossings.Add(new Crossing(UnixMilliseconds(now), seen, rows));
        status = seen;
    }

    private ImmutableArray<double?> Point(long now) => [UnixMilliseconds(now), Value(now), rate];

    private double? Value(long now) => combine is null ? totals[0].Value(now) : combine(totals[0], totals[1], now);
}

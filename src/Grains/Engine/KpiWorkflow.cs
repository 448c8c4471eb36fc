using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>
/// The living state of one KPI: rows and the clock go in, the value and its breakdowns come out, at the cost of the
/// change. Not thread-safe: one grain owns it. Rows are known by their ids and equal rows are the same to it, so it
/// makes no difference in which silo it runs.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
public sealed class KpiWorkflow<TRow>
    where TRow : class, ISliceRow
{
    private readonly Kpi<TRow> kpi;
    private readonly DeskCalendar calendar;
    private Limits limits;
    private readonly IReadOnlyList<Dimension<TRow>> dimensions;
    private readonly CutBuilder<TRow> cut;
    private readonly Part<TRow>[] parts;
    private readonly Dictionary<string, double?>[] shown;
    private (double? Value, KpiStatus Status) last;
    private long now;

    internal KpiWorkflow(Kpi<TRow> kpi, DeskCalendar calendar, Thresholds thresholds)
    {
        (this.kpi, this.calendar, limits) = (kpi, calendar, new Limits(kpi.Definition.Better, thresholds));
        dimensions = kpi.Dimensions;
        cut = new CutBuilder<TRow>(dimensions.Count);
        parts =
        [
            .. kpi.Parts.Select(part => new Part<TRow>(
                part.Name,
                part.Counts,
                part.Measure,
                calendar,
                dimensions,
                cut
            )),
        ];
        shown = [.. dimensions.Select(_ => new Dictionary<string, double?>(StringComparer.Ordinal))];
    }

    /// <summary>The instant the state is at, UTC. Never goes back.</summary>
    public DateTime Now => new(now, DateTimeKind.Utc);

    /// <summary>How fast the value grows by itself, per second: 1 for ages, else 0.</summary>
    public int Rate => kpi.Parts[0].Measure.Rate;

    /// <summary>The value at <see cref="Now"/> in the KPI's unit; null = none.</summary>
    public double? Value => ValueAt(now);

    /// <summary>Against the thresholds at <see cref="Now"/>.</summary>
    public KpiStatus Status => limits.StatusOf(Value);

    /// <summary>
    /// The next instant at which the clock alone changes something shown: a row enters or leaves, or a growing age
    /// crosses a threshold.
    /// </summary>
    public DateTime? NextInstant
    {
        get
        {
            var next = limits.NextCrossing(now, Value, Rate, ValueAt);
            foreach (var part in parts)
                next = Math.Min(next, part.Next);
            return next == long.MaxValue ? null : new DateTime(next, DateTimeKind.Utc);
        }
    }

    /// <summary>
    /// Starts afresh from all rows of the slice. What it was before is forgotten; the next cut holds every group.
    /// </summary>
    public void Load(IReadOnlyCollection<TRow> rows, DateTime at)
    {
        now = at.Ticks;
        foreach (var part in parts)
            part.Load(rows, now);
        cut.Clear();
        for (var index = 0; index < dimensions.Count; index++)
        {
            foreach (var name in shown[index].Keys)
                cut.Touch(index, name);
            foreach (var part in parts)
            foreach (var name in part.Groups[index].Keys)
                cut.Touch(index, name);
        }
    }

    /// <summary>Moves the clock, then applies row changes. Without changes it is a tick of the clock alone.</summary>
    /// <param name="changes">Changes of the slice, oldest first.</param>
    /// <param name="at">The tick's instant; an earlier one than <see cref="Now"/> is held at <see cref="Now"/>.</param>
    public void Apply(ReadOnlySpan<RowChange<TRow>> changes, DateTime at)
    {
        var before = now;
        now = Math.Max(now, at.Ticks);
        foreach (var part in parts)
        {
            if (now > before)
                part.Advance(before, now);
            foreach (var change in changes)
                part.Apply(change, now);
        }
    }

    /// <summary>Other limits hold from <see cref="Now"/> on: status and next instant follow at once.</summary>
    public void TakeLimits(Thresholds thresholds)
    {
        limits = new Limits(kpi.Definition.Better, thresholds);
        last = last with { Status = Status };
    }

    /// <summary>What changed since the last cut; the next one begins here.</summary>
    public KpiCut<TRow> TakeCut()
    {
        var value = Value;
        var status = limits.StatusOf(value);
        // Ages are sent as of one instant: when that moves, every group is sent again, or held groups would be off by
        // the step.
        var again = Rate != 0 && (cut.Moved || status != last.Status);
        var state = (Rate == 0 || again ? value : last.Value, status);
        if (again)
            for (var index = 0; index < dimensions.Count; index++)
                foreach (var name in parts[0].Groups[index].Keys)
                    cut.Touch(index, name);

        var changed = ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>.Empty;
        var ended = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        for (var index = 0; index < dimensions.Count; index++)
        {
            ImmutableSortedDictionary<string, double?>.Builder? values = null;
            ImmutableArray<string>.Builder? gone = null;
            foreach (var name in cut.Touched[index])
            {
                if (!IsGroup(index, name))
                {
                    if (shown[index].Remove(name))
                        (gone ??= ImmutableArray.CreateBuilder<string>()).Add(name);
                    continue;
                }
                var groupValue = GroupValue(index, name);
                if (shown[index].TryGetValue(name, out var held) && held == groupValue)
                    continue;
                values ??= KpiGroups.None.ToBuilder();
                shown[index][name] = values[name] = groupValue;
            }
            if (values is not null)
                changed = changed.Add(dimensions[index].Name, values.ToImmutable());
            if (gone is not null)
                ended = ended.Add(dimensions[index].Name, gone.ToImmutable());
        }
        var move = cut.Moved
            ? new KpiMove(cut.EnteredCount, cut.LeftCount, cut.ChangedCount, cut.Newest is null, Now)
            : null;
        var result = new KpiCut<TRow>(
            state != last || move is not null || !changed.IsEmpty || !ended.IsEmpty,
            move,
            cut.Newest,
            changed,
            ended,
            [.. cut.Rows]
        );
        last = state;
        cut.Clear();
        return result;
    }

    /// <summary>
    /// Tells what moved since the last time, in place of <see cref="TakeCut"/>: cheaper, for who keeps what is told.
    /// Groups that only went on are left out.
    /// </summary>
    /// <param name="told">Takes a breakdown and one of its groups, both null for the whole desk, and the value; null =
    /// none.</param>
    internal void TellMoved(Action<string?, string?, double?> told)
    {
        if (cut.Moved)
        {
            told(null, null, Value);
            for (var index = 0; index < dimensions.Count; index++)
                foreach (var name in cut.Touched[index])
                    told(dimensions[index].Name, name, IsGroup(index, name) ? GroupValue(index, name) : null);
        }
        cut.Clear();
    }

    /// <summary>
    /// What the clock alone will do, if no row changes from now on. Touches nothing: what will move is gathered from
    /// the schedules, and walked through on a copy of the totals.
    /// </summary>
    /// <param name="from">Begin, UTC, not before <see cref="Now"/>.</param>
    /// <param name="until">End, UTC; the instant itself is not told.</param>
    /// <param name="most">How many points at most, 1 or more; where there are more, it ends earlier.</param>
    public Ahead LookAhead(DateTime from, DateTime until, int most)
    {
        var coming = Array.ConvertAll(parts, part => part.Coming(now, until.Ticks).ToList());
        var totals = parts.Select((part, index) => coming[index].Count == 0 ? part.Total : part.Total.Copy());
        return new LookAhead([.. totals], coming, kpi.Combine, limits, Rate).Tell(from.Ticks, until.Ticks, most);
    }

    /// <summary>The first change of its status that the clock alone will bring; null = none within the time.</summary>
    /// <param name="from">Begin, UTC, not before <see cref="Now"/>.</param>
    /// <param name="within">How far to look.</param>
    public Crossing? NextCrossing(DateTime from, TimeSpan within) =>
        limits.IsNone ? null : LookAhead(from, from + within, int.MaxValue).Crossings.FirstOrDefault();

    /// <summary>Every group's value at <see cref="Now"/>, by dimension.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>> Groups()
    {
        var all = ImmutableDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, double?>>();
        for (var index = 0; index < dimensions.Count; index++)
        {
            var names = parts.SelectMany(part => part.Groups[index].Keys).Distinct();
            all[dimensions[index].Name] = names.ToImmutableSortedDictionary(
                name => name,
                name => GroupValue(index, name),
                StringComparer.Ordinal
            );
        }
        return all.ToImmutable();
    }

    /// <summary>
    /// The rows counted at <see cref="Now"/>, part by part, by the same pure functions as the number.
    /// </summary>
    /// <param name="rows">All rows of the slice at the version of this state.</param>
    public IEnumerable<Counted<TRow>> Counted(IEnumerable<TRow> rows)
    {
        foreach (var row in rows)
            for (var index = 0; index < parts.Length; index++)
                if (parts[index].Counts(row, now))
                    yield return new Counted<TRow>(row, kpi.Parts[index].Name, parts[index].Own(row, now));
    }

    /// <summary>Which rows are counted at <see cref="Now"/>, and in which part.</summary>
    internal HashSet<RowKey> CountedKeys(IEnumerable<TRow> rows)
    {
        var keys = new HashSet<RowKey>();
        foreach (var row in rows)
            for (var index = 0; index < parts.Length; index++)
                if (parts[index].Counts(row, now))
                    keys.Add(new RowKey(row.Id, kpi.Parts[index].Name));
        return keys;
    }

    /// <summary>What one counted row gives at <see cref="Now"/>.</summary>
    /// <param name="row">A row that counts.</param>
    /// <param name="part">In which of two parts; null where there is one.</param>
    public Counted<TRow> Give(TRow row, string? part) => Give(row, part, Now);

    /// <summary>What one counted row gives at an instant: a pure function of the three.</summary>
    /// <param name="row">A row that counts then.</param>
    /// <param name="part">In which of two parts; null where there is one.</param>
    /// <param name="at">The instant, UTC.</param>
    public Counted<TRow> Give(TRow row, string? part, DateTime at)
    {
        for (var index = 0; index < parts.Length; index++)
            if (kpi.Parts[index].Name == part)
                return new Counted<TRow>(row, part, parts[index].Own(row, at.Ticks));
        throw new ArgumentOutOfRangeException(nameof(part), part, $"KPI '{kpi.Id}' has no such part.");
    }

    private double? ValueAt(long ticks) =>
        kpi.Combine is { } combine ? combine(parts[0].Total, parts[1].Total, ticks) : parts[0].Total.Value(ticks);

    private bool IsGroup(int index, string name)
    {
        foreach (var part in parts)
            if (part.Groups[index].ContainsKey(name))
                return true;
        return false;
    }

    private double? GroupValue(int index, string name)
    {
        var first = parts[0].Groups[index].GetValueOrDefault(name);
        return kpi.Combine is { } combine
            ? combine(first, parts[1].Groups[index].GetValueOrDefault(name), now)
            : first!.Value(now);
    }
}

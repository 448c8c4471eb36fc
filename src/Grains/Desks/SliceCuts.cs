using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Desks;

/// <summary>
/// The cuts of one slice: each tick is one, closed when every KPI is done with it, or has kept it waiting for a while.
/// </summary>
internal sealed class SliceCuts(string slice, IReadOnlyList<HeldKpi> kpis)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    // The first results take longer than a tick: a board with holes helps nobody.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(10);

    private readonly Queue<(SliceCut Cut, DateTime OpenedAt)> open = new();

    // The newest tick any of its KPIs is done with.
    private Position newest;

    public string Slice => slice;

    public IReadOnlyList<HeldKpi> Kpis => kpis;

    public SlicePulse? Pulse { get; private set; }

    /// <summary>The last pulse whose cut is closed: all that was read by then is told; null before the first.</summary>
    public SlicePulse? Told { get; private set; }

    /// <summary>The newest cut; null before the first.</summary>
    public SliceCut? Cut { get; private set; }

    /// <summary>What its KPIs are broken down by besides what every desk has, as one of them said last.</summary>
    public FurtherNames Further { get; private set; } = FurtherNames.None;

    /// <summary>The newest cut brought other ones of these.</summary>
    public bool BroughtOthers { get; private set; }

    /// <summary>When the next cut closes at the latest; null = none is open.</summary>
    public DateTime? ClosesAt =>
        open.TryPeek(out var next) ? next.OpenedAt + (kpis.All(kpi => kpi.HasSpoken) ? Patience : FirstPatience) : null;

    /// <summary>Every KPI is done with the next cut.</summary>
    public bool IsComplete => open.TryPeek(out var next) && kpis.All(kpi => kpi.IsDone(next.Cut.Version));

    /// <summary>The slice was read once more, or could not be.</summary>
    public void Take(SlicePulse pulse)
    {
        Pulse = pulse;
        Tell();
    }

    /// <summary>A KPI is done with a tick, or failed.</summary>
    /// <param name="kpi">One of the slice's.</param>
    /// <param name="step">What it did.</param>
    /// <param name="full">It begins afresh there, and says nothing of earlier ticks.</param>
    /// <param name="now">Instant, UTC.</param>
    public void Take(HeldKpi kpi, KpiStep step, bool full, DateTime now)
    {
        kpi.Take(step, full);
        var tick = step.Version;
        // The ticks of a life of the slice that has ended, and those that a KPI cannot tell of, go into the next cut.
        if (full || tick.Incarnation > newest.Incarnation)
            while (open.TryPeek(out var first) && IsBefore(first.Cut.Version, tick))
                open.Dequeue();
        if (IsBefore(newest, tick))
        {
            newest = tick;
            open.Enqueue((new SliceCut(slice, tick, step.At), now));
        }
        // It was missing from the newest cut, and completes it.
        else if (open.Count == 0 && Cut is not null && (step.Result is not null || kpi.Result?.LateSince is not null))
            open.Enqueue((Cut, now));
    }

    /// <summary>Which KPIs are unusual; where that is news, a cut that tells it is open.</summary>
    /// <param name="since">Since when, UTC, by KPI.</param>
    /// <param name="now">Instant, UTC.</param>
    public void Take(ImmutableDictionary<string, DateTime> since, DateTime now)
    {
        foreach (var kpi in kpis)
            kpi.UnusualSince = since.TryGetValue(kpi.Id, out var at) ? at : null;
        if (
            open.Count == 0
            && Cut is not null
            && kpis.Any(kpi => kpi.Result is { } told && told.UnusualSince != kpi.UnusualSince)
        )
            open.Enqueue((Cut, now));
    }

    /// <summary>Closes the next cut and marks laggards.</summary>
    /// <returns>What changed in it.</returns>
    public DeskCut Close(DateTime now)
    {
        (Cut, BroughtOthers) = (open.Dequeue().Cut, false);
        var changes = ImmutableArray.CreateBuilder<KpiResult>();
        foreach (var kpi in kpis)
        {
            var before = kpi.Further;
            if (kpi.Cut(Cut.Version, now) is { } change)
                changes.Add(change);
            if (kpi.Further != before)
                (Further, BroughtOthers) = (kpi.Further, true);
        }
        Tell();
        return new DeskCut(Cut, changes.DrainToImmutable());
    }

    private void Tell()
    {
        if (Pulse is { ReadAt: not null } pulse && Cut?.Version.Reaches(pulse.Version) == true)
            Told = pulse;
    }

    private static bool IsBefore(Position one, Position other) =>
        one.Incarnation < other.Incarnation || (one.Incarnation == other.Incarnation && one.Number < other.Number);
}

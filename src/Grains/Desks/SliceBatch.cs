using Apollo.Model;

namespace Apollo.Grains.Desks;

/// <summary>
/// Where the KPIs of one slice stand with its newest tick: all done, or waiting for laggards a little while.
/// </summary>
internal sealed class SliceBatch(string slice, IReadOnlyList<HeldKpi> kpis)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    // The first results take longer than a tick: a board with holes helps nobody.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(10);

    private DateTime openedAt;
    private bool isOpen;

    public string Slice => slice;

    public IReadOnlyList<HeldKpi> Kpis => kpis;

    public SlicePulse? Pulse { get; set; }

    /// <summary>The newest cut; null before the first.</summary>
    public SliceCut? Cut { get; private set; }

    // The newest tick any of its KPIs is done with.
    private SliceVersion version;
    private DateTime at;
    private long tick;

    /// <summary>A KPI is done with a tick.</summary>
    public void Done(KpiUpdate update, DateTime now)
    {
        if (update.Tick == 0)
            return;
        if (update.Version.Incarnation < version.Incarnation)
            return;
        if (update.Version.Incarnation > version.Incarnation || update.Tick > tick)
            (version, at, tick) = (update.Version, update.At, update.Tick);
        if (isOpen)
            return;
        (isOpen, openedAt) = (true, now);
    }

    /// <summary>When the batch closes at the latest; null = it is not open.</summary>
    public DateTime? ClosesAt =>
        isOpen ? openedAt + (kpis.All(kpi => kpi.Result is not null) ? Patience : FirstPatience) : null;

    /// <summary>Every KPI is done with the newest tick.</summary>
    public bool IsComplete => kpis.All(IsDone);

    /// <summary>Closes the batch and marks laggards; what has changed is handed out.</summary>
    public List<KpiDelta> Close(DateTime now)
    {
        isOpen = false;
        Cut = new SliceCut(slice, version, at);
        foreach (var kpi in kpis)
        {
            DateTime? late = IsDone(kpi) ? null : kpi.LateSince ?? now;
            if (late == kpi.LateSince)
                continue;
            kpi.LateSince = late;
            kpi.PublishState();
        }
        return [.. kpis.Select(kpi => kpi.TakeUnpublished()).OfType<KpiDelta>()];
    }

    private bool IsDone(HeldKpi kpi) => kpi.Version.Incarnation == version.Incarnation && kpi.Tick >= tick;
}

using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Settings;

/// <summary>
/// Keeps the limits of a desk that are set while it runs. They hold in its own silo, where all of the desk is, as soon
/// as they are written; the other silos ask for them, so that they know them when the desk comes to them.
/// </summary>
[DeskPlacement]
internal sealed class LimitsGrain(
    DeskList desks,
    KpiCatalogue catalogue,
    DeskSettingStore store,
    [DeskClock] TimeProvider time
) : Grain, ILimitsGrain
{
    private static readonly TimeSpan CatalogueWithin = TimeSpan.FromSeconds(5);
    private DeskLimits? kept;

    private string Desk => this.GetPrimaryKeyString();

    private DeskSetup Setup => desks[Desk];

    public async Task<ImmutableArray<KpiLimits>> All(CancellationToken cancellation)
    {
        var held = await KeptAsync(cancellation);
        return
        [
            .. catalogue
                .All.Select(kpi => kpi.Definition)
                .Where(kpi => kpi.Better != Better.Neither)
                .SelectMany(kpi =>
                    Setup
                        .ConfiguredGroups(kpi.Id)
                        .Concat(held.All.Where(one => one.Kpi == kpi.Id).Select(one => one.Group))
                        .Prepend(null)
                        .Distinct()
                        .Select(group => Of(held, kpi, group))
                ),
        ];
    }

    public async Task<KpiLimits?> Find(string kpi, string? group, CancellationToken cancellation)
    {
        var held = await KeptAsync(cancellation);
        return await FaultOfAsync(kpi, group, null, cancellation) is null
            ? Of(held, catalogue.Find(kpi)!.Definition, group)
            : null;
    }

    public Task Renew()
    {
        kept = null;
        return Task.CompletedTask;
    }

    public async Task<LimitsSaved> Set(
        By by,
        string kpi,
        string? group,
        Thresholds? limits,
        long? known,
        CancellationToken cancellation
    )
    {
        var held = await KeptAsync(cancellation);
        var before = held.Of(kpi, group);
        // Those of a breakdown that the mapping lost can still be given up.
        if ((limits is not null || before is null) && await FaultOfAsync(kpi, group, limits, cancellation) is { } fault)
            return fault;
        var definition = catalogue.Find(kpi)!.Definition;
        if (known is not null && known != (before?.Revision ?? 0))
            return new LimitsSaved(LimitsOutcome.Changed);
        if (before?.Limits == limits)
            return new LimitsSaved(LimitsOutcome.Done, Of(held, definition, group));
        if (before is null && held.All.Length >= ILimitsGrain.Most)
            return new LimitsSaved(LimitsOutcome.TooMany);
        var revision = Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), held.Revision + 1);
        var configured = Setup.ConfiguredOf(definition, group);
        var set = new SetLimits(kpi, group, limits, by.Name, revision, Past(before, limits ?? configured, revision));
        var all = new DeskLimits(revision, before is null ? held.All.Add(set) : held.All.Replace(before, set));
        if (!await SaveAsync(all, held.Revision, cancellation))
            return new LimitsSaved(LimitsOutcome.Changed);
        Keep(all);
        await AuditAsync(by, kpi, group, before?.Limits ?? configured, limits ?? configured, limits is not null);
        return new LimitsSaved(LimitsOutcome.Done, Of(all, definition, group));
    }

    public async Task<LimitsSaved> Check(
        string kpi,
        string? group,
        Thresholds limits,
        int more,
        CancellationToken cancellation
    )
    {
        var held = await KeptAsync(cancellation);
        return await FaultOfAsync(kpi, group, limits, cancellation)
            ?? new LimitsSaved(
                held.Of(kpi, group) is null && held.All.Length + more >= ILimitsGrain.Most
                    ? LimitsOutcome.TooMany
                    : LimitsOutcome.Done
            );
    }

    public async Task<DeskLimits?> LatestAfter(long revision, CancellationToken cancellation)
    {
        var held = await KeptAsync(cancellation);
        return held.Revision == revision ? null : held;
    }

    private async Task<LimitsSaved?> FaultOfAsync(
        string kpi,
        string? group,
        Thresholds? limits,
        CancellationToken cancellation
    ) =>
        catalogue.Find(kpi)?.Definition is not { } definition ? new LimitsSaved(LimitsOutcome.Missing)
        : LimitsCheck.FaultOf(await HereAsync(definition, group, cancellation), group, limits) is var (field, reason)
            ? new LimitsSaved(LimitsOutcome.Wrong, Field: field, Reason: reason)
        : null;

    /// <summary>The KPI with the breakdowns that the desk has; asked for where it is not every desk's.</summary>
    private async Task<KpiDefinition> HereAsync(KpiDefinition kpi, string? group, CancellationToken cancellation) =>
        group is null || !Dimension.MayBeFurther(group.Split(':')[0])
            ? kpi
            : (
                await GrainFactory.GetGrain<IDeskGrain>(Desk).Catalogue().WaitAsync(CatalogueWithin, time, cancellation)
            ).FirstOrDefault(one => one.Id == kpi.Id) ?? kpi;

    private static ImmutableArray<PastLimits> Past(SetLimits? before, Thresholds limits, long revision)
    {
        ImmutableArray<PastLimits> past =
        [
            .. before?.Past ?? [],
            new PastLimits(DateTimeOffset.FromUnixTimeMilliseconds(revision).UtcDateTime, limits),
        ];
        return past.Length > ILimitsGrain.MostPast ? past.RemoveRange(0, past.Length - ILimitsGrain.MostPast) : past;
    }

    private KpiLimits Of(DeskLimits held, KpiDefinition kpi, string? group)
    {
        var (set, configured) = (held.Of(kpi.Id, group), Setup.ConfiguredOf(kpi, group));
        var (warning, critical) = set?.Limits ?? configured;
        return new KpiLimits
        {
            Kpi = kpi.Id,
            Group = group,
            Warning = warning,
            Critical = critical,
            Changed = set?.Limits is not null,
            From = set?.From,
            By = set?.By,
            Configured = configured,
            Revision = set?.Revision ?? 0,
        };
    }

    private async Task<DeskLimits> KeptAsync(CancellationToken cancellation)
    {
        if (kept is null)
            Keep(await store.FindAsync<DeskLimits>(Desk, DeskSettingStore.Limits, cancellation) ?? DeskLimits.None);
        return kept!;
    }

    private void Keep(DeskLimits limits)
    {
        kept = limits;
        desks.TakeSet(Desk, limits);
    }

    /// <summary>Where a write broke off, nobody knows whether it is kept: the store is asked again.</summary>
    private async Task<bool> SaveAsync(DeskLimits all, long known, CancellationToken cancellation)
    {
        kept = null;
        return await store.SaveAsync(Desk, DeskSettingStore.Limits, all, all.Revision, known, cancellation);
    }

    private Task AuditAsync(By by, string kpi, string? group, Thresholds before, Thresholds after, bool isSet) =>
        GrainFactory
            .GetGrain<IAuditGrain>(0)
            .Add(
                by,
                isSet ? "limits.changed" : "limits.configured",
                group is null ? $"{Desk}: {kpi}" : $"{Desk}: {kpi} {group}",
                JsonSerializer.Serialize(before, CardJson.Options),
                JsonSerializer.Serialize(after, CardJson.Options),
                CancellationToken.None
            );
}

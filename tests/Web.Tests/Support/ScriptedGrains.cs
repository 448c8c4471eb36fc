using System.Collections.Immutable;
using System.Reflection;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The grains of one scripted desk, in place of a cluster.</summary>
public class ScriptedGrains : DispatchProxy
{
    private readonly Directory directory = new();

    internal ScriptedDesk Desk { get; } = new();

    internal ScriptedKpi Kpi { get; } = new();

    internal ScriptedUses Uses { get; } = new();

    internal ScriptedAccess Access { get; } = new();

    /// <summary>A second desk beside the first, where a test wants one.</summary>
    internal ScriptedDesk OtherDesk { get; } = new();

    internal ScriptedDashboards Dashboards { get; } = new();

    internal ScriptedLocations Locations { get; } = new();

    internal ScriptedAlerts Alerts { get; } = new();

    internal ScriptedBackTests BackTests { get; } = new();

    internal ScriptedHooks Hooks { get; } = new();

    internal ScriptedDelivery Delivery { get; } = new();

    internal ScriptedNotes Notes { get; } = new();

    internal ScriptedLimits Limits { get; } = new();

    internal ScriptedRotas Rotas { get; } = new();

    internal ScriptedArchive Archive { get; } = new();

    internal ScriptedDisplays Displays { get; } = new();

    internal ScriptedHistory History { get; } = new();

    internal ScriptedReports Reports { get; } = new();

    internal ScriptedRows Rows { get; } = new();

    /// <summary>There are two desks.</summary>
    internal void AddOtherDesk() => directory.Infos = [Some.Info, Some.Info with { Id = Some.OtherDesk }];

    /// <summary>To whom the desk shows numbers by person.</summary>
    internal DeskPeople People
    {
        set => directory.Infos = [Some.Info with { People = value }];
    }

    /// <summary>What asking for the desks fails with, while set.</summary>
    internal Exception? DirectoryFault
    {
        set => directory.Fault = value;
    }

    internal static (IGrainFactory Factory, ScriptedGrains Script) Create()
    {
        var factory = Create<IGrainFactory, ScriptedGrains>();
        return (factory, (ScriptedGrains)(object)factory);
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var asked = targetMethod!.ReturnType;
        if (asked == typeof(ISessionsGrain) || asked == typeof(ITokensGrain))
            return Uses;
        if (asked == typeof(IAccessGrain))
            return Access;
        if (asked == typeof(IDeskGrain) && Some.OtherDesk.Equals(args![0]))
            return OtherDesk;
        if (asked == typeof(IDisplaysGrain))
            return Displays;
        if (asked == typeof(IDirectoryGrain))
            return directory;
        if (asked == typeof(IDeskGrain) && Some.Desk.Equals(args![0]))
            return Desk;
        if (asked == typeof(ILocationsGrain) && Some.Desk.Equals(args![0]))
            return Locations;
        if (asked == typeof(IBackfillGrain))
            return new Backfill();
        if (asked == typeof(IAlertsGrain) && Some.Desk.Equals(args![0]))
            return Alerts;
        if (asked == typeof(IBackTestGrain) && Some.Desk.Equals(args![0]))
            return BackTests;
        if (asked == typeof(IHooksGrain))
            return Hooks;
        if (asked == typeof(IDeliveryGrain))
            return Delivery;
        if (asked == typeof(INotesGrain) && Some.Desk.Equals(args![0]))
            return Notes;
        if (asked == typeof(IRotasGrain) && Some.Desk.Equals(args![0]))
            return Rotas;
        if (asked == typeof(IReportArchiveGrain) && Some.Desk.Equals(args![0]))
            return Archive;
        if (asked == typeof(ILimitsGrain) && Some.Desk.Equals(args![0]))
            return Limits;
        if (asked == typeof(IHistoryGrain) && Some.Desk.Equals(args![0]))
            return History;
        if (asked == typeof(IReportsGrain))
            return Reports;
        if (asked == typeof(IRowsGrain) || asked == typeof(ITicketsGrain) || asked == typeof(IScheduleGrain))
            return Rows;
        if (asked == typeof(IKpiGrain))
            return Kpi.Of((string)args![0]!);
        if (asked == typeof(IDashboardsGrain))
            return Dashboards.Of((string)args![0]!);
        if (asked == typeof(ISharedDashboardsGrain))
            return Dashboards;
        if (asked == typeof(ISliceGrain<Ticket>))
            return new Slice<Ticket>(Desk);
        if (asked == typeof(ISliceGrain<Intervention>))
            return new Slice<Intervention>(Desk);
        throw new NotSupportedException($"No test asks for {asked} '{args![0]}'.");
    }

    private sealed class Backfill : IBackfillGrain
    {
        public Task<BackfillProgress> Progress() =>
            Task.FromResult(new BackfillProgress(BackfillState.Reading, 5_000, Until: Some.Now));

        public Task KeepAwake() => Task.CompletedTask;
    }

    private sealed class Directory : IDirectoryGrain
    {
        public Exception? Fault { get; set; }

        public ImmutableArray<DeskInfo> Infos { get; set; } = [Some.Info];

        public Task<ImmutableArray<DeskInfo>> Desks() =>
            Fault is { } fault ? Task.FromException<ImmutableArray<DeskInfo>>(fault) : Task.FromResult(Infos);
    }

    private sealed class Slice<TRow>(ScriptedDesk desk) : ISliceGrain<TRow>
        where TRow : class, ISliceRow
    {
        public Task<ImmutableArray<TRow>> Find(ImmutableArray<string> ids) => throw new NotSupportedException();

        public Task<SliceTicks<TRow>> TicksAfter(Position? known, DateTime? wakeAt, CancellationToken cancellation) =>
            throw new NotSupportedException("The web reads no rows.");

        public Task<SlicePulse> PulseAfter(Position? known, CancellationToken cancellation) =>
            throw new NotSupportedException("The web asks the desk for pulses.");

        public Task<ImmutableArray<TRow>?> SnapshotPage(Position version, int offset) =>
            throw new NotSupportedException("The web reads no rows.");

        public Task<ImmutableArray<string>> Groups(string dimension) =>
            throw new NotSupportedException("The web reads no rows.");

        public Task<SlicePulse> Pulse() =>
            desk.Fault is { } fault
                ? Task.FromException<SlicePulse>(fault)
                : Task.FromResult(
                    Some.Pulse(typeof(TRow) == typeof(Ticket) ? SliceName.Tickets : SliceName.Interventions)
                );

        public Task Nudge()
        {
            desk.Nudged++;
            return Task.CompletedTask;
        }

        public Task<ImmutableArray<BadRow>> BadRows() =>
            Task.FromResult<ImmutableArray<BadRow>>(
                typeof(TRow) == typeof(Ticket) ? [new BadRow("INC0001", "state 'odd' is unknown", true, Some.Now)] : []
            );
    }
}

/// <summary>The KPIs of the scripted desk: whole results as on its board.</summary>
internal sealed class ScriptedKpi
{
    /// <summary>Whether the first full read is complete.</summary>
    public bool IsRead { get; set; } = true;

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What moved; null = not known.</summary>
    public KpiMoves? Moves { get; set; }

    /// <summary>The results.</summary>
    public ImmutableArray<KpiResult> Board { get; set; } = Some.Board();

    public IKpiGrain Of(string key) => new Grain(this, key);

    private sealed class Grain(ScriptedKpi script, string key) : IKpiGrain
    {
        public Task<Ahead?> Ahead(int hours) =>
            Task.FromResult(
                script.IsRead
                    ? new Ahead(
                        Some.Now,
                        Some.Now.AddHours(hours),
                        [
                            [1_772_442_000_000, 42, 0],
                            [1_772_445_600_000, null, 0],
                        ],
                        [new Crossing(1_772_445_600_000, KpiStatus.Critical, 2)]
                    )
                    : null
            );

        public Task<KpiMoves?> Moves(DateTime since, Audience audience) => Task.FromResult(script.Moves);

        public Task<KpiChanges> ChangesSince(Position? known, CancellationToken cancellation)
        {
            if (script.Fault is { } fault)
                return Task.FromException<KpiChanges>(fault);
            var kpi = script.Board.Single(result => key == $"{Some.Desk}/{result.Kpi}");
            return Task.FromResult(
                new KpiChanges(
                    new Position(7, 3),
                    true,
                    script.IsRead ? [new KpiStep(new Position(7, 3), Some.Now, kpi)] : []
                )
            );
        }
    }
}

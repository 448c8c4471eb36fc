using System.Collections.Immutable;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Model;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.History;

/// <summary>A desk of one number by team, which a test tells second by second and a real store keeps.</summary>
internal sealed class RecordedDesk
{
    public const string Id = "north";
    public static readonly DeskCalendar Calendar = DeskCalendar.For("Europe/Paris", ServiceHours.Always);
    private static readonly KpiDefinition Kpi = KpiCatalogue
        .Standard.All.Select(kpi => kpi.Definition)
        .Single(kpi => kpi.Id == "open-tickets");
    private readonly OpenStore store;
    private readonly HistoryLevels levels;
    private readonly HistoryState state;
    private readonly HistoryWriter writer;
    private readonly DateTime since;
    private long number;

    private RecordedDesk(OpenStore store, HistoryState state, DateTime since, long? mostWaiting, int portionOfDay)
    {
        (this.store, this.state, this.since) = (store, state, since);
        levels = new HistoryLevels(store.History, NullLogger<HistoryLevels>.Instance);
        writer = new HistoryWriter(
            Id,
            Calendar,
            store.History,
            levels,
            state,
            NullLogger.Instance,
            mostWaiting,
            portionOfDay
        );
    }

    public HistoryState State => state;

    public HistoryLevels Levels => levels;

    public long Waiting => writer.Waiting;

    /// <summary>Begins, or goes on where the store ends.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="since">Since when the desk is read, UTC.</param>
    /// <param name="mostWaiting">So many bytes wait for the store; as usual where left out.</param>
    /// <param name="portionOfDay">So many series of a day are written at once.</param>
    public static async Task<RecordedDesk> LoadAsync(
        OpenStore store,
        DateTime since,
        long? mostWaiting = null,
        int portionOfDay = HistoryWriter.PortionOfDay
    )
    {
        var pause = TimeSpan.FromSeconds(10);
        var state = await HistoryState.LoadAsync(
            Id,
            store.History,
            [Kpi],
            pause,
            reason => Assert.Fail(reason),
            default
        );
        return new RecordedDesk(store, state, since, mostWaiting, portionOfDay);
    }

    /// <summary>The number is told, whole and by team.</summary>
    /// <returns>False: it is more than may wait for the store.</returns>
    public bool Tell(DateTime now, params (string Team, double Count)[] teams)
    {
        var result = new KpiResult
        {
            Kpi = Kpi.Id,
            Value = teams.Sum(team => team.Count),
            AsOf = now,
            ReadAt = now,
            SliceVersion = $"1-{++number}",
            Slice = SliceName.Tickets,
            Groups = ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>>.Empty.Add(
                Dimension.Team,
                teams.ToImmutableSortedDictionary(
                    team => team.Team,
                    team => (double?)team.Count,
                    StringComparer.Ordinal
                )
            ),
        };
        return Take(now, new DeskCut(new SliceCut(SliceName.Tickets, new Position(1, number), now), [result]));
    }

    /// <summary>Nothing changed, and a good poll says so.</summary>
    public bool Confirm(DateTime now) => Take(now);

    /// <summary>Writes what waits.</summary>
    /// <returns>False: another wrote meanwhile.</returns>
    public async Task<bool> WriteAsync()
    {
        do
        {
            if (!await writer.WriteAsync(default))
                return false;
        } while (state.Unwritten.Count > 0);
        return true;
    }

    public Task<KpiHistory> AskAsync(DateTime from, DateTime to, int? step = null, string? team = null) =>
        new HistoryAnswer(Id, Calendar, store.History, new HistoryReader(Id, Calendar, store.History, levels)).OfAsync(
            state,
            new HistoryQuery(Kpi.Id, from, to, step, team is null ? null : Dimension.Team, team),
            Kpi,
            default
        );

    private bool Take(DateTime now, params ImmutableArray<DeskCut> cuts)
    {
        if (state.Recorder.Take(new DeskCuts(default, null, cuts, now, since)) is not { } recorded)
            return true;
        if (recorded.Gap is { } gap)
            state.Gaps.Add(gap);
        return writer.TryAdd(recorded);
    }
}

using System.Runtime.InteropServices;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Backfill;

/// <summary>A series became something else.</summary>
/// <param name="Kpi">KPI id.</param>
/// <param name="Dimension">A breakdown; null = the whole desk.</param>
/// <param name="Group">One of its groups; null = the whole desk.</param>
/// <param name="Rate">How fast it grows by itself, per second.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Value">What it is from then on; null = it has no value.</param>
internal readonly record struct PlayedChange(
    string Kpi,
    string? Dimension,
    string? Group,
    int Rate,
    DateTime At,
    double? Value
);

/// <summary>
/// Plays rows as they were through workflows of their own: the same as of the living numbers, with a clock that goes
/// from change to change.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
internal sealed class Player<TRow>
    where TRow : class, ISliceRow
{
    private const int MostStages = 8;
    private readonly IReadOnlyList<TRow> rows;
    private readonly Func<TRow, List<PastRow<TRow>>> past;
    private readonly Track[] tracks;
    private readonly List<RowChange<TRow>> together = [];

    /// <param name="kpis">What is computed; those of which nothing is known of then are left out.</param>
    /// <param name="dimensions">The breakdowns that are kept.</param>
    /// <param name="calendar">The desk's.</param>
    /// <param name="rows">All rows as they are.</param>
    /// <param name="past">What one was, oldest first; the last as it is.</param>
    /// <param name="changed">Takes what changes, each series in the order of time.</param>
    public Player(
        IEnumerable<Kpi<TRow>> kpis,
        IReadOnlyCollection<string> dimensions,
        DeskCalendar calendar,
        IReadOnlyList<TRow> rows,
        Func<TRow, List<PastRow<TRow>>> past,
        Action<PlayedChange> changed
    )
    {
        (this.rows, this.past) = (rows, past);
        tracks =
        [
            .. kpis.Where(kpi => kpi.Definition.Computed != Computed.Not)
                .Select(kpi => new Kpi<TRow>(
                    kpi.Definition,
                    [.. kpi.Dimensions.Where(dimension => dimensions.Contains(dimension.Name))],
                    kpi.Parts,
                    kpi.Combine
                ))
                .Select(kpi => new Track(kpi.Id, kpi.Start(calendar, default), changed)),
        ];
    }

    /// <summary>Plays a span of time. What stamps tell of after its end is not played.</summary>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="until">End, UTC; what moves at that very instant is played.</param>
    /// <returns>Each instant at which rows changed, when it was played: who plays may pause there, or end it.</returns>
    public IEnumerable<DateTime> Play(DateTime from, DateTime until)
    {
        var (instants, stages, atBegin) = InOrder(from, until);
        foreach (var track in tracks)
        {
            track.Workflow.Load(atBegin, from);
            TellAll(track);
            track.Next = NextOf(track);
        }
        for (var next = 0; next < instants.Length; )
        {
            var at = new DateTime(instants[next], DateTimeKind.Utc);
            together.Clear();
            for (; next < instants.Length && instants[next] == at.Ticks; next++)
                together.Add(ChangeOf(stages[next]));
            foreach (var track in tracks)
            {
                while (track.Next < at.Ticks)
                    Apply(track, [], new DateTime(track.Next, DateTimeKind.Utc));
                Apply(track, CollectionsMarshal.AsSpan(together), at);
            }
            yield return at;
        }
        foreach (var track in tracks)
        {
            while (track.Next <= until.Ticks)
                Apply(track, [], new DateTime(track.Next, DateTimeKind.Utc));
            Apply(track, [], until);
        }
        yield return until;
    }

    /// <summary>The values of a KPI and its groups as they stand; to compare.</summary>
    public KpiWorkflow<TRow> this[string kpi] => tracks.Single(track => track.Kpi == kpi).Workflow;

    /// <summary>16 bytes a change: the rows as they were are made when their turn comes.</summary>
    private (long[] Instants, long[] Stages, List<TRow> AtBegin) InOrder(DateTime from, DateTime until)
    {
        var (instants, stages, atBegin) = (new List<long>(), new List<long>(), new List<TRow>());
        for (var row = 0; row < rows.Count; row++)
        {
            TRow? held = null;
            var life = past(rows[row]);
            for (var stage = 0; stage < life.Count; stage++)
            {
                var at = life[stage].At;
                if (at <= from)
                    held = life[stage].Row;
                else if (at <= until)
                {
                    instants.Add(at.Ticks);
                    stages.Add(((long)row * MostStages) + stage);
                }
            }
            if (held is not null)
                atBegin.Add(held);
        }
        var (sorted, items) = (instants.ToArray(), stages.ToArray());
        Array.Sort(sorted, items);
        return (sorted, items, atBegin);
    }

    private RowChange<TRow> ChangeOf(long item)
    {
        var stage = (int)(item % MostStages);
        var life = past(rows[(int)(item / MostStages)]);
        return new(stage == 0 ? null : life[stage - 1].Row, life[stage].Row);
    }

    private static void Apply(Track track, ReadOnlySpan<RowChange<TRow>> changes, DateTime at)
    {
        track.Workflow.Apply(changes, at);
        track.Workflow.TellMoved(track.Told);
        track.Next = NextOf(track);
    }

    private static long NextOf(Track track) => track.Workflow.NextInstant?.Ticks ?? long.MaxValue;

    /// <summary>As it was loaded: the whole, and all groups that have rows.</summary>
    private static void TellAll(Track track)
    {
        track.Told(null, null, track.Workflow.Value);
        foreach (var (dimension, groups) in track.Workflow.Groups())
        foreach (var (group, value) in groups)
            track.Told(dimension, group, value);
    }

    private sealed class Track(string kpi, KpiWorkflow<TRow> workflow, Action<PlayedChange> changed)
    {
        public string Kpi => kpi;
        public KpiWorkflow<TRow> Workflow => workflow;
        public long Next { get; set; }

        /// <summary>Takes what moved.</summary>
        public Action<string?, string?, double?> Told { get; } =
            (dimension, group, value) => changed(new(kpi, dimension, group, workflow.Rate, workflow.Now, value));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Clock;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.History;

/// <summary>Answers what was asked of a history: finds the step, reads the level, merges it.</summary>
internal sealed class HistoryAnswer(string desk, DeskCalendar calendar, HistoryStore store, HistoryReader reader)
{
    /// <summary>An answer has at most so many points, but for days, of which it has all.</summary>
    public const int MostPoints = 2_000;

    private const int ByChange = 0;
    private const int MostNamed = 40;

    /// <summary>Seconds of the steps there are; 0 = by change, 86400 = the desk's day.</summary>
    public static readonly int[] Steps = [ByChange, 60, 300, 900, 1_800, 3_600, 10_800, 21_600, HistoryLevels.Days];

    private readonly StepGrid days = StepGrid.Days(calendar);

    /// <summary>Answers.</summary>
    /// <exception cref="HistoryQueryException">It cannot be answered; says what to ask instead.</exception>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<KpiHistory> OfAsync(
        HistoryState state,
        HistoryQuery query,
        KpiDefinition kpi,
        CancellationToken cancellation
    )
    {
        if (query.To <= query.From)
            throw new HistoryQueryException("to", "to is not after from: give a later instant, or leave it out.");
        if (query.Step is { } step && !Steps.Contains(step))
            throw new HistoryQueryException(
                "step",
                $"step is {step}: give one of {string.Join(", ", Steps.SkipLast(1))}, day or auto."
            );
        var memory = Find(state, query, kpi);
        var (from, until) = (UnixTime.Of(query.From), UnixTime.Of(query.To));
        var answer = new KpiHistory
        {
            Kpi = kpi.Id,
            Group = query.Dimension is null ? null : $"{query.Dimension}:{query.Group}",
            Unit = kpi.Unit,
            Rate = memory?.Series.Rate ?? 0,
            From = query.From,
            To = query.To,
            Step = query.Step ?? HistoryLevels.Quarters,
            Limits = query.Dimension is null ? HistoryLines.Limits(state.Limits, kpi.Id, from, until) : [],
            ComputedUntil =
                state.Head?.ComputedUntil is { } computed && from < computed ? UnixTime.ToUtc(computed) : null,
        };
        if (answer.ComputedUntil is not null)
            answer = answer with { Computed = query.Dimension is null ? kpi.Computed : Computed.ByTodaysValue };
        if (memory is null || state.Recorder.KnownUntil is not { } known)
            return answer;
        var began = (await store.HeadAsync(desk, cancellation))?.Began ?? from;
        var (first, end) = (Math.Max(from, began), Math.Min(until, known + 1));
        if (first >= end)
            return answer;
        var asked = new Asked(state, memory, first, end, known);
        var gaps = (await store.GapsAsync(desk, first, end, cancellation)).Concat(
            state.Unwritten.Select(one => one.Gap).OfType<StoredGap>()
        );
        if (query.Step is null or ByChange && Reaches(asked, ByChange))
        {
            var changes = await reader.ChangesAsync(state, memory, first, end, cancellation);
            if (changes.Count <= MostPoints)
                return answer with
                {
                    Step = ByChange,
                    Points = [.. changes.Select(HistoryLines.Point).OfType<ImmutableArray<double?>>()],
                    Gaps = HistoryLines.Gaps(gaps, HistoryLines.Between(changes, end), first, end),
                };
        }
        var finest = Steps.First(one => one != ByChange && (one == HistoryLevels.Days || Fits(asked, one)));
        if (query.Step < finest)
            throw new HistoryQueryException("step", TooFine(query.Step.Value, finest));
        var chosen = query.Step ?? finest;
        var steps = await StepsAsync(asked, chosen, cancellation);
        return answer with
        {
            Step = chosen,
            Points = [.. steps.Select(HistoryLines.Point)],
            Gaps = HistoryLines.Gaps(gaps, HistoryLines.Between(steps, Math.Min(until, known)), first, end),
        };
    }

    private static string TooFine(int step, int finest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"step {step} is finer than is kept of then, or gives more than {MostPoints} points: the least for this "
        )
        + "range is "
        + (finest == HistoryLevels.Days ? "day" : finest.ToString(CultureInfo.InvariantCulture))
        + "; or ask for a shorter range.";

    /// <summary>The series asked for; null = nothing is remembered of the KPI yet.</summary>
    /// <exception cref="HistoryQueryException">There is no such group.</exception>
    public static SeriesMemory? Find(HistoryState state, HistoryQuery query, KpiDefinition kpi)
    {
        if (query.Dimension is not { } dimension)
            return state.Recorder.Find(kpi.Id, null, null);
        // One that the mapping lost has its past.
        var kept = kpi.Breakdowns.Union(state.Recorder.DimensionsOf(kpi.Id)).Where(Recorder.Keeps).ToList();
        if (!kept.Contains(dimension))
            throw new HistoryQueryException(
                "group",
                kpi.Breakdowns.Contains(dimension)
                    ? $"History is never kept by {dimension}: it would be one of persons. Breakdowns that are kept: "
                        + $"{string.Join(", ", kept)}."
                    : $"'{kpi.Id}' has no breakdown '{dimension}'. Breakdowns that are kept: {string.Join(", ", kept)}."
            );
        if (state.Recorder.Find(kpi.Id, dimension, query.Group) is { } found)
            return found;
        var names = state.Recorder.GroupsOf(kpi.Id, dimension).Order(StringComparer.Ordinal).Take(MostNamed);
        throw new HistoryQueryException(
            "group",
            $"'{kpi.Id}' never had a {dimension} '{query.Group}'. It has or had: {string.Join(", ", names)}."
        );
    }

    private bool Fits(Asked asked, int step) =>
        (asked.Until - asked.From) / (step * 1000L) <= MostPoints && Reaches(asked, step);

    /// <summary>Whether a level reaches back to the begin of what is asked for.</summary>
    private bool Reaches(Asked asked, int step)
    {
        var kept = store.KeptFor;
        var isWhole = asked.Memory.Series.Dimension == StoredSeries.Whole;
        var span =
            step == HistoryLevels.Days ? TimeSpan.MaxValue
            : step >= HistoryLevels.Quarters ? kept.Quarters
            : step == ByChange || !isWhole ? kept.Raw
            : kept.Minutes;
        // What was computed afterwards has quarters and days.
        var computed = step < HistoryLevels.Quarters ? asked.State.Head?.ComputedUntil ?? 0 : 0;
        return asked.From >= Math.Max(asked.Known - (long)span.TotalMilliseconds, computed);
    }

    private async Task<List<HistoryStep>> StepsAsync(Asked asked, int step, CancellationToken cancellation)
    {
        var grid = step == HistoryLevels.Days ? days : StepGrid.Every(step);
        var from = grid.Start(asked.From);
        var (state, memory, until) = (asked.State, asked.Memory, asked.Until);
        if (step == HistoryLevels.Days)
            return await reader.DaysAsync(state, memory, from, until, cancellation);
        var finer =
            step >= HistoryLevels.Quarters
                ? await reader.QuartersAsync(state, memory, from, until, cancellation)
                : await MinutesAsync(asked, from, cancellation);
        return [.. HistoryStep.Coarser(finer, grid)];
    }

    private async Task<List<HistoryStep>> MinutesAsync(Asked asked, long from, CancellationToken cancellation)
    {
        var (state, memory, until) = (asked.State, asked.Memory, asked.Until);
        // Up to the last day that is over, minutes of the desk are kept; from there on they are made of the changes.
        var split =
            memory.Series.Dimension == StoredSeries.Whole
                ? Math.Clamp(state.Head?.FoldedUntil ?? 0, from, until)
                : from;
        var minutes = await reader.MinutesAsync(memory, from, split, cancellation);
        if (split >= until)
            return minutes;
        var changes = await reader.ChangesAsync(state, memory, split, until, cancellation);
        var builder = new StepBuilder(StepGrid.Minutes, memory.Series.Rate, minutes.Add);
        foreach (var change in changes)
            builder.Change(change.At, change.Value);
        builder.Advance(Math.Min(until, asked.Known));
        if (builder.Open is { } open)
            minutes.Add(open);
        return minutes;
    }

    private sealed record Asked(HistoryState State, SeriesMemory Memory, long From, long Until, long Known);
}

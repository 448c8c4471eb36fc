using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Hubs;

/// <summary>Makes messages of what a feed holds.</summary>
internal static class BoardMessages
{
    /// <summary>A board for those who watch some tables.</summary>
    public static BoardMessage Board(
        string desk,
        bool full,
        DateTime at,
        IReadOnlyList<string> loading,
        IEnumerable<KpiDelta> kpis,
        ImmutableArray<SliceCut> cuts,
        IReadOnlyList<string> tables
    )
    {
        var results = new List<BoardKpi>();
        Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? gone = null;
        foreach (var delta in kpis)
        {
            results.Add(Kpi(delta, cuts, tables));
            if (full || tables.Count == 0)
                continue;
            var ended = delta
                .EndedGroups.Where(pair => tables.Contains(pair.Key) && pair.Value.Length > 0)
                .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value);
            if (ended.Count > 0)
                (gone ??= [])[delta.Result.Kpi] = ended;
        }
        return new BoardMessage(desk, full, at, loading.Count > 0 ? loading : null, results, gone);
    }

    /// <summary>A sign of life.</summary>
    public static PulseMessage Pulse(string desk, DateTime at, DateTime? readAt, IEnumerable<SlicePulse> slices) =>
        new(
            desk,
            at,
            readAt,
            [
                .. slices.Select(slice => new PulseSlice(
                    slice.Slice,
                    slice.State,
                    slice.ReadAt,
                    slice.Loaded,
                    slice.Error,
                    slice.FailingSince,
                    slice.NextPollAt,
                    slice.ClockOffset.TotalSeconds
                )),
            ]
        );

    private static BoardKpi Kpi(KpiDelta delta, ImmutableArray<SliceCut> cuts, IReadOnlyList<string> tables)
    {
        var result = DeskDelta.InCut(delta, cuts);
        var groups = new Dictionary<string, IReadOnlyDictionary<string, double?>>();
        foreach (var table in tables)
            if (delta.ChangedGroups.TryGetValue(table, out var changed) && changed.Count > 0)
                groups[table] = changed;
        return new BoardKpi(
            result.Kpi,
            result.Value,
            result.Rate,
            result.Status,
            result.AsOf,
            result.ValidUntil,
            result.ReadAt,
            result.ChangedAt,
            result.Revision,
            result.SliceVersion,
            result.Moved,
            groups.Count > 0 ? groups : null,
            delta.LateSince,
            delta.RetryAt
        );
    }
}

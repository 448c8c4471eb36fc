using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Messages;

/// <summary>Makes messages of what a feed holds.</summary>
internal static class BoardMessages
{
    /// <summary>
    /// A board for those who watch some tables; of breakdowns by person only one's group, where not everybody's.
    /// </summary>
    public static BoardMessage Board(
        string desk,
        bool full,
        DateTime at,
        IReadOnlyList<string> loading,
        IEnumerable<KpiResult> kpis,
        ImmutableArray<SliceCut> cuts,
        IReadOnlyList<string> tables,
        string? person = null
    )
    {
        var results = new List<KpiResult>();
        Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? gone = null;
        foreach (var kpi in kpis.Select(kpi => KpiGroups.OfPerson(kpi, person)))
        {
            results.Add(Shown(kpi.In(cuts), tables));
            if (full || tables.Count == 0)
                continue;
            var ended = kpi
                .EndedGroups.Where(pair => tables.Contains(pair.Key) && pair.Value.Length > 0)
                .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)pair.Value);
            if (ended.Count > 0)
                (gone ??= [])[kpi.Kpi] = ended;
        }
        return new BoardMessage(desk, full, at, loading.Count > 0 ? loading : null, results, gone);
    }

    /// <summary>A sign of life.</summary>
    public static PulseMessage Pulse(
        string desk,
        DateTime at,
        DateTime? readAt,
        IEnumerable<SlicePulse> slices,
        DateTime? historyFailingSince,
        string limits
    ) =>
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
                    slice.ToLoad,
                    slice.Error,
                    slice.FailingSince,
                    slice.NextPollAt,
                    slice.ClockOffset.TotalSeconds,
                    slice.LeftOut,
                    slice.Warnings
                )),
            ],
            historyFailingSince,
            limits
        );

    /// <summary>The result with the groups of the tables watched only.</summary>
    private static KpiResult Shown(KpiResult result, IReadOnlyList<string> tables)
    {
        if (result.Groups is not { } groups)
            return result;
        var shown = groups.RemoveRange(
            groups.Where(pair => pair.Value.IsEmpty || !tables.Contains(pair.Key)).Select(pair => pair.Key)
        );
        return result with { Groups = shown.IsEmpty ? null : shown };
    }
}

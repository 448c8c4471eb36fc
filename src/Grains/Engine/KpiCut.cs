using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>What changed of a KPI since the cut before.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Changed">Something a screen shows has changed: value, status, move, or a group.</param>
/// <param name="Moved">What moved; null where no row entered, left or changed.</param>
/// <param name="ChangedAt">Newest ITSM stamp among the rows that moved it; null where only the clock did.</param>
/// <param name="ChangedGroups">Groups with another value, by dimension.</param>
/// <param name="EndedGroups">Groups that ended, by dimension.</param>
/// <param name="Rows">The rows that entered, left or changed, in order; those too that changed only in what the number
/// does not look at.</param>
public sealed record KpiCut<TRow>(
    bool Changed,
    KpiMove? Moved,
    DateTime? ChangedAt,
    ImmutableDictionary<string, ImmutableSortedDictionary<string, double?>> ChangedGroups,
    ImmutableDictionary<string, ImmutableArray<string>> EndedGroups,
    ImmutableArray<RowMove<TRow>> Rows
)
    where TRow : class, ISliceRow;

/// <summary>A row behind a number, with what it gives to it.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Row">The row.</param>
/// <param name="Part">Which measure it counts in, where the KPI has two; else null.</param>
/// <param name="Own">Its own yes (1), no (0) or number in the KPI's unit; null where the KPI only counts.</param>
public readonly record struct Counted<TRow>(TRow Row, string? Part = null, double? Own = null)
    where TRow : class, ISliceRow;

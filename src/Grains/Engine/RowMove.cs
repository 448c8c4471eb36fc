using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>What a row did to a KPI.</summary>
public enum MoveKind
{
    /// <summary>It counts from now on.</summary>
    Entered,

    /// <summary>It counts no longer.</summary>
    Left,

    /// <summary>It counts as before, and something of it changed.</summary>
    Changed,
}

/// <summary>One row that entered, left or changed among those a KPI counts.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Kind">What it did.</param>
/// <param name="Part">Which measure it counts in, where the KPI has two; else null.</param>
/// <param name="Before">The row before; null where it was not held. Equal to <paramref name="After"/> where the clock
/// alone moved it.</param>
/// <param name="After">The row after; null where it is no longer held.</param>
/// <param name="ByClock">The clock alone moved it, not the ITSM.</param>
public readonly record struct RowMove<TRow>(
    MoveKind Kind,
    string? Part,
    TRow? Before,
    TRow? After,
    bool ByClock = false
)
    where TRow : class, ISliceRow
{
    /// <summary>The row as it is now, or was last.</summary>
    public TRow Row => (After ?? Before)!;
}

using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>One row as read: usable, gone, or left out.</summary>
/// <param name="Id">Its id; null where it has none.</param>
/// <param name="Stamp">Its <c>updated_at</c> as UTC; null where it has none.</param>
/// <param name="Row">The cleaned row; null where it is deleted or left out.</param>
/// <param name="LeftOut">Why it cannot count; null where it can, or is deleted.</param>
/// <param name="Mended">Values that became NULL, with the reason.</param>
internal sealed record ReadRow<TRow>(
    string? Id,
    DateTime? Stamp,
    TRow? Row,
    string? LeftOut,
    IReadOnlyList<string> Mended
)
    where TRow : class, ISliceRow
{
    /// <summary>An id that gives no row any more.</summary>
    public static ReadRow<TRow> Gone(string id) => new(id, null, null, null, []);

    /// <summary>The id as the driver gives it, to go on reading after it.</summary>
    public object? RawId { get; init; }

    /// <summary>The row that is left out only until its time comes, and that time, UTC.</summary>
    public (TRow Row, DateTime From)? Later { get; init; }
}

/// <summary>A page of rows with the ITSM's clock at its reading.</summary>
/// <param name="Rows">In order of (updated_at, id).</param>
/// <param name="ItsmNow">The ITSM's clock, UTC.</param>
/// <param name="ClockOffset">The ITSM's clock less the silo's, as far as the read tells them apart.</param>
/// <param name="Last">Where the next page begins; null where this one is the last.</param>
internal sealed record Page<TRow>(
    IReadOnlyList<ReadRow<TRow>> Rows,
    DateTime ItsmNow,
    TimeSpan ClockOffset,
    PageStart? Last
)
    where TRow : class, ISliceRow;

/// <summary>A place in the order (updated_at, id), as the ITSM's own columns have it.</summary>
/// <param name="Stamp">The column's time.</param>
/// <param name="Id">The last id read, as the driver gave it; null = rows of exactly this time are still to be
/// read.</param>
internal readonly record struct PageStart(DateTime Stamp, object? Id);

/// <summary>One line of a sweep.</summary>
/// <param name="Id">The id; null where it has none that can be used.</param>
/// <param name="RawId">The id as the ITSM has it, to read its row by.</param>
/// <param name="Stamp">Its <c>updated_at</c> as UTC; null where it has none.</param>
internal readonly record struct ListedId(string? Id, string? RawId, DateTime? Stamp);

/// <summary>Ids with the ITSM's clock at their reading.</summary>
/// <param name="Ids">In no order.</param>
/// <param name="ItsmNow">The ITSM's clock, UTC.</param>
/// <param name="ClockOffset">The ITSM's clock less the silo's, as far as the read tells them apart.</param>
internal sealed record IdList(List<ListedId> Ids, DateTime ItsmNow, TimeSpan ClockOffset);

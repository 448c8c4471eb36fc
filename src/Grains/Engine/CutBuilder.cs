using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>What happened to a KPI since its last cut.</summary>
internal sealed class CutBuilder<TRow>(int dimensions)
    where TRow : class, ISliceRow
{
    /// <summary>The rows that did something, in order.</summary>
    public List<RowMove<TRow>> Rows { get; } = [];

    public HashSet<string>[] Touched { get; } =
    [.. Enumerable.Range(0, dimensions).Select(_ => new HashSet<string>(StringComparer.Ordinal))];

    public int EnteredCount { get; private set; }

    public int LeftCount { get; private set; }

    public int ChangedCount { get; private set; }

    /// <summary>Newest ITSM stamp of the rows that moved it; null where only the clock did.</summary>
    public DateTime? Newest { get; private set; }

    public bool Moved => EnteredCount + LeftCount + ChangedCount > 0;

    public void Touch(int dimension, string group) => Touched[dimension].Add(group);

    /// <summary>The clock alone moved a row.</summary>
    public void ByClock(MoveKind kind, string? part, TRow row)
    {
        Count(kind);
        Rows.Add(new(kind, part, row, row, ByClock: true));
    }

    /// <summary>A change of the ITSM moved a row.</summary>
    public void ByChange(MoveKind kind, string? part, RowChange<TRow> change)
    {
        Count(kind);
        Rows.Add(new(kind, part, change.Before, change.After));
        var stamp = (change.After ?? change.Before)!.UpdatedAt;
        if (!(stamp <= Newest))
            Newest = stamp;
    }

    /// <summary>A row changed in what the number does not look at: no move of the KPI, but its list shows it.</summary>
    public void Beside(string? part, RowChange<TRow> change) =>
        Rows.Add(new(MoveKind.Changed, part, change.Before, change.After));

    public void Clear()
    {
        foreach (var groups in Touched)
            groups.Clear();
        Rows.Clear();
        EnteredCount = LeftCount = ChangedCount = 0;
        Newest = null;
    }

    private void Count(MoveKind kind)
    {
        if (kind == MoveKind.Entered)
            EnteredCount++;
        else if (kind == MoveKind.Left)
            LeftCount++;
        else
            ChangedCount++;
    }
}

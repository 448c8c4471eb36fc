namespace Apollo.Grains.Engine;

/// <summary>What happened to a KPI since its last cut.</summary>
internal sealed class CutBuilder(int dimensions)
{
    public HashSet<string>[] Touched { get; } = [.. Enumerable.Range(0, dimensions).Select(_ => new HashSet<string>(StringComparer.Ordinal))];

    public int EnteredCount { get; private set; }

    public int LeftCount { get; private set; }

    public int ChangedCount { get; private set; }

    /// <summary>Newest ITSM stamp of the rows that moved it; null where only the clock did.</summary>
    public DateTime? Newest { get; private set; }

    public bool Moved => EnteredCount + LeftCount + ChangedCount > 0;

    public void Touch(int dimension, string group) => Touched[dimension].Add(group);

    public void Entered(DateTime? stamp)
    {
        EnteredCount++;
        See(stamp);
    }

    public void Left(DateTime? stamp)
    {
        LeftCount++;
        See(stamp);
    }

    public void Changed(DateTime? stamp)
    {
        ChangedCount++;
        See(stamp);
    }

    public void Clear()
    {
        foreach (var groups in Touched) groups.Clear();
        EnteredCount = LeftCount = ChangedCount = 0;
        Newest = null;
    }

    private void See(DateTime? stamp)
    {
        if (stamp is { } at && !(at <= Newest)) Newest = at;
    }
}

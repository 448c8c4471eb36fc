using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Slices;

/// <summary>
/// The latest row changes of a slice by version, so that a KPI that is a little behind catches up by changes; one far
/// behind takes a snapshot.
/// </summary>
internal sealed class ChangeLog<TRow>
    where TRow : class, ISliceRow
{
    private const int VersionLimit = 4_096;
    private const int ChangeLimit = 300_000;
    private readonly Queue<List<RowChange<TRow>>> versions = new();
    private long first = 1;
    private int changes;

    /// <summary>The newest version's number; 0 before the first.</summary>
    public long Last => first + versions.Count - 1;

    public void Add(List<RowChange<TRow>> version)
    {
        versions.Enqueue(version);
        changes += version.Count;
        while (versions.Count > 1 && (versions.Count > VersionLimit || changes > ChangeLimit))
        {
            changes -= versions.Dequeue().Count;
            first++;
        }
    }

    /// <summary>All changes after a version; null where they are no longer kept.</summary>
    public ImmutableArray<RowChange<TRow>>? After(long number) =>
        number < first - 1 || number > Last
            ? null
            : [.. versions.Skip((int)(number - first + 1)).SelectMany(version => version)];
}

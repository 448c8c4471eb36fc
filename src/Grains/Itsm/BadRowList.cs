using System.Globalization;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>The rows of a slice that are left out or mended, by id, and how many there are for each reason.</summary>
public sealed class BadRowList
{
    private const string NoId = "(no id)";
    private const int ReasonsShown = 3;
    private readonly Dictionary<string, BadRow> rows = new(StringComparer.Ordinal);
    private string? summary;
    private bool isChanged = true;
    private int leftOut;

    /// <summary>Rows left out or mended.</summary>
    public int Count => rows.Count + Math.Max(0, WithoutId - 1);

    /// <summary>Rows left out: they count nowhere.</summary>
    public int LeftOut
    {
        get
        {
            Summarise();
            return leftOut;
        }
    }

    /// <summary>The first full read goes on.</summary>
    internal bool IsLoading { get; set; } = true;

    /// <summary>Rows without a usable id.</summary>
    public int WithoutId { get; private set; }

    /// <summary>One line: how many are left out for which reasons; null where none is.</summary>
    public string? Summary
    {
        get
        {
            Summarise();
            return summary;
        }
    }

    /// <summary>The rows, newest first; those without an id are one.</summary>
    public IEnumerable<BadRow> Newest => rows.Values.OrderByDescending(row => row.SeenAt);

    /// <summary>A row is left out or mended.</summary>
    internal void Set(string id, string reason, bool isLeftOut, DateTime now)
    {
        isChanged |= !rows.TryGetValue(id, out var known) || known.Reason != reason || known.LeftOut != isLeftOut;
        rows[id] = new BadRow(RowFields.Short(id), reason, isLeftOut, now);
    }

    /// <summary>A row without a usable id was read.</summary>
    internal void AddWithoutId(string reason, DateTime now)
    {
        // Read again and again by polls, they are counted by the first full read and by sweeps.
        WithoutId = IsLoading ? WithoutId + 1 : Math.Max(WithoutId, 1);
        isChanged = true;
        Set(NoId, reason, true, now);
    }

    /// <summary>A row is well again.</summary>
    internal void Remove(string id) => isChanged |= rows.Count > 0 && rows.Remove(id);

    /// <summary>Only these ids are still there.</summary>
    internal void Keep(HashSet<string> seen)
    {
        foreach (var id in rows.Keys.Where(id => id != NoId && !seen.Contains(id)).ToList())
            Remove(id);
    }

    /// <summary>So many rows without a usable id are there now.</summary>
    internal void SetWithoutId(int count, DateTime now)
    {
        isChanged |= WithoutId != count;
        WithoutId = count;
        if (count == 0)
            Remove(NoId);
        else if (!rows.ContainsKey(NoId))
            Set(NoId, "the row has no id", true, now);
    }

    private void Summarise()
    {
        if (!isChanged)
            return;
        isChanged = false;
        var reasons = rows.Where(row => row.Value.LeftOut)
            .GroupBy(row => row.Value.Reason, row => row.Key == NoId ? Math.Max(1, WithoutId) : 1)
            .Select(reason => (Reason: reason.Key, Rows: reason.Sum()))
            .OrderByDescending(reason => reason.Rows)
            .ThenBy(reason => reason.Reason, StringComparer.Ordinal)
            .ToList();
        leftOut = reasons.Sum(reason => reason.Rows);
        var shown = string.Join(
            "; ",
            reasons
                .Take(ReasonsShown)
                .Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Rows} × {reason.Reason}"))
        );
        var more = reasons.Count > ReasonsShown ? "; …" : "";
        summary =
            leftOut == 0
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{leftOut} {(leftOut == 1 ? "row is" : "rows are")} left out: {shown}{more}"
                );
    }
}

using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>
/// Order by several columns: <c>priority,-openedAt</c> (a minus = descending). Ties are ordered by id, so that pages
/// never overlap.
/// </summary>
public static class Sort
{
    /// <summary>Parses a sort.</summary>
    /// <param name="text">Column names separated by commas; null or empty = by id.</param>
    /// <param name="columns">Columns it may name.</param>
    /// <exception cref="TableQueryException">It names a column that is not there, or one twice.</exception>
    public static Comparison<Counted<TRow>> Parse<TRow>(string? text, IReadOnlyList<Column<TRow>> columns)
        where TRow : class, ISliceRow
    {
        var keys = (text ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(key => (Column: Columns.Find(columns, key.TrimStart('-', '+')), Sign: key[0] == '-' ? -1 : 1))
            .ToArray();
        if (keys.GroupBy(key => key.Column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new TableQueryException($"The sort names column '{twice.Key.Name}' twice.");
        return (one, other) =>
        {
            foreach (var (column, sign) in keys)
                if (column.Compare(one, other) is not 0 and var order)
                    return sign * Math.Sign(order);
            var byId = IdOrder.Compare(one.Row.Id, other.Row.Id);
            return byId != 0 ? byId : string.CompareOrdinal(one.Part, other.Part);
        };
    }
}

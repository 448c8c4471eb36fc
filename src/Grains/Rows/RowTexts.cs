using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Store;
using Apollo.Grains.Tables;
using Apollo.Model;

namespace Apollo.Grains.Rows;

/// <summary>How a row that moved is told: its title, and what of it changed.</summary>
internal static class RowTexts
{
    private const int TitleLimit = 200;

    // What people look at first comes first; the stamp changes with everything and says nothing.
    private static readonly string[] Telling =
    [
        "state",
        "kind",
        "priority",
        "assignee",
        "technician",
        "team",
        "dueAt",
        "responseDueAt",
        "respondedAt",
        "resolvedAt",
        "reopenedAt",
        "openedAt",
        "startsAt",
        "endsAt",
        "doneAt",
        "rating",
        "reopens",
        "reassignments",
        "outcome",
    ];

    // What changed of what only the desk breaks its numbers down by is told last.
    private static IEnumerable<Column<TRow>> Columns<TRow>(TRow before, TRow after)
        where TRow : class, ISliceRow
    {
        var kind = RowKind.Of<TRow>();
        var names = (kind.Further?.Invoke(after) ?? kind.Further?.Invoke(before))?.Names ?? FurtherNames.None;
        return Telling
            .Select(name => kind.Columns.FirstOrDefault(column => column.Name == name))
            .OfType<Column<TRow>>()
            .Concat(kind.FurtherColumns(names));
    }

    /// <summary>A move as it is told and kept.</summary>
    public static RowMoved Tell<TRow>(RowMove<TRow> move, DateTime at)
        where TRow : class, ISliceRow =>
        new(move.Row.Id, move.Part, Title(move.Row), at, move.ByClock, Why(move.Before, move.After));

    /// <summary>A move as it is kept: as it is told, and for whom.</summary>
    public static KeptMove Keep<TRow>(RowMove<TRow> move, DateTime at)
        where TRow : class, ISliceRow
    {
        var (before, after) = (Team(move.Before ?? move.Row), Team(move.Row));
        return new KeptMove(move.Kind, Tell(move, at), before == after ? after : null);
    }

    /// <summary>Whose team's a row is, as it is kept.</summary>
    public static string Team<TRow>(TRow row)
        where TRow : class, ISliceRow => RowKind.Of<TRow>().Team(row) ?? "";

    private static ColumnChange? Why<TRow>(TRow? before, TRow? after)
        where TRow : class, ISliceRow
    {
        if (before is null || after is null)
            return null;
        var (one, other) = (new Counted<TRow>(before), new Counted<TRow>(after));
        foreach (var column in Columns(before, after))
        {
            var (from, to) = (column.Cell(one), column.Cell(other));
            if (!Equals(from, to))
                return new ColumnChange(column.Name, from, to);
        }
        return null;
    }

    /// <summary>A row's title as it is told.</summary>
    public static string? Title<TRow>(TRow row)
        where TRow : class, ISliceRow => RowKind.Of<TRow>().Title(row)?.Within(TitleLimit + 1);
}

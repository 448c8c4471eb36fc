using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>Finds the columns of the data tables.</summary>
public static class Columns
{
    /// <summary>A column by its name, exactly spelt.</summary>
    /// <exception cref="TableQueryException">There is none; the message lists those there are.</exception>
    public static Column<TRow> Find<TRow>(IReadOnlyList<Column<TRow>> columns, string name)
        where TRow : class, ISliceRow =>
        columns.FirstOrDefault(column => column.Name == name)
        ?? throw new TableQueryException(
            $"There is no column '{name}'. Columns: {string.Join(", ", columns.Select(column => column.Name))}."
        );
}

/// <summary>Makes the columns of one kind of row.</summary>
internal static class ColumnsOf<TRow>
    where TRow : class, ISliceRow
{
    /// <summary>What a row gives to the number whose list it stands in: the same for every kind.</summary>
    public static IReadOnlyList<Column<TRow>> Counted { get; } =
    [
        new TextColumn<TRow>("part", "Part", counted => counted.Part),
        new NumberColumn<TRow>("own", "Own value", counted => counted.Own),
    ];

    public static Column<TRow> Text(string name, string title, Func<TRow, string?> read) =>
        new TextColumn<TRow>(name, title, counted => read(counted.Row));

    /// <summary>A column of ids: INC9 comes before INC10.</summary>
    public static Column<TRow> Id(string title, Func<TRow, string?> read) =>
        new TextColumn<TRow>("id", title, counted => read(counted.Row), IdOrder.Compare);

    public static Column<TRow> Word<TWord>(string name, string title, Func<TRow, TWord?> read)
        where TWord : struct, Enum => Text(name, title, row => read(row)?.ToString().ToLowerInvariant());

    public static Column<TRow> Number(string name, string title, Func<TRow, double?> read) =>
        new NumberColumn<TRow>(name, title, counted => read(counted.Row));

    public static Column<TRow> Time(string name, string title, Func<TRow, DateTime?> read) =>
        new TimeColumn<TRow>(name, title, counted => read(counted.Row));

    public static Column<TRow> YesNo(string name, string title, Func<TRow, bool?> read) =>
        new YesNoColumn<TRow>(name, title, counted => read(counted.Row));
}

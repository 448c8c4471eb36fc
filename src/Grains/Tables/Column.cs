using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>What a column holds.</summary>
public enum ColumnType
{
    /// <summary>Free text or a word; compared ordinally, searched without regard to case.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An instant, UTC.</summary>
    Time,

    /// <summary>Yes or no.</summary>
    YesNo,
}

/// <summary>
/// One column of a data table: how to read, compare and test a cell. Empty cells compare lowest and match only <c>is
/// empty</c>.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
public abstract class Column<TRow>
    where TRow : class, ISliceRow
{
    private protected Column(string name, string title, ColumnType type) => (Name, Title, Type) = (name, title, type);

    /// <summary>Name in filters, sorts and on the wire: camelCase, as in a ticket's JSON.</summary>
    public string Name { get; }

    /// <summary>Heading shown to people.</summary>
    public string Title { get; }

    /// <summary>What it holds.</summary>
    public ColumnType Type { get; }

    /// <summary>The cell as it goes to JSON and files: string, double, <see cref="DateTime"/>, bool or null.</summary>
    public abstract object? Cell(Counted<TRow> row);

    /// <summary>Whether a row has no value here.</summary>
    public abstract bool IsEmpty(Counted<TRow> row);

    /// <summary>Ascending order of two rows by this column; empty first.</summary>
    public abstract int Compare(Counted<TRow> one, Counted<TRow> other);

    /// <summary>Makes a test of a cell against a literal.</summary>
    /// <exception cref="TableQueryException">The literal does not fit the column's type, or the operator does
    /// not.</exception>
    internal abstract Func<Counted<TRow>, bool> Test(FilterOperator test, Literal literal);
}

internal sealed class TextColumn<TRow>(
    string name,
    string title,
    Func<Counted<TRow>, string?> read,
    Comparison<string?>? order = null
) : Column<TRow>(name, title, ColumnType.Text)
    where TRow : class, ISliceRow
{
    public override object? Cell(Counted<TRow> row) => read(row);

    public override bool IsEmpty(Counted<TRow> row) => string.IsNullOrEmpty(read(row));

    public override int Compare(Counted<TRow> one, Counted<TRow> other) =>
        order is null ? string.CompareOrdinal(read(one), read(other)) : order(read(one), read(other));

    /// <summary>Whether the cell contains what is searched for.</summary>
    public bool Contains(Counted<TRow> row, Sought text) => read(row) is { } cell && text.IsIn(cell);

    internal override Func<Counted<TRow>, bool> Test(FilterOperator test, Literal literal)
    {
        var text = literal.Text;
        if (test == FilterOperator.Contains)
        {
            var sought = new Sought(text);
            return row => Contains(row, sought);
        }
        var matches = Comparison.Of(test);
        return row => read(row) is { Length: > 0 } cell && matches(string.CompareOrdinal(cell, text));
    }
}

internal sealed class NumberColumn<TRow>(string name, string title, Func<Counted<TRow>, double?> read)
    : Column<TRow>(name, title, ColumnType.Number)
    where TRow : class, ISliceRow
{
    public override object? Cell(Counted<TRow> row) => read(row);

    public override bool IsEmpty(Counted<TRow> row) => read(row) is null;

    public override int Compare(Counted<TRow> one, Counted<TRow> other) => Nullable.Compare(read(one), read(other));

    public double? Number(Counted<TRow> row) => read(row);

    internal override Func<Counted<TRow>, bool> Test(FilterOperator test, Literal literal)
    {
        var number = literal.Number(Name);
        var matches = Comparison.Of(test, Name);
        return row => read(row) is { } cell && matches(cell.CompareTo(number));
    }
}

internal sealed class TimeColumn<TRow>(string name, string title, Func<Counted<TRow>, DateTime?> read)
    : Column<TRow>(name, title, ColumnType.Time)
    where TRow : class, ISliceRow
{
    public override object? Cell(Counted<TRow> row) => read(row);

    public override bool IsEmpty(Counted<TRow> row) => read(row) is null;

    public override int Compare(Counted<TRow> one, Counted<TRow> other) => Nullable.Compare(read(one), read(other));

    internal override Func<Counted<TRow>, bool> Test(FilterOperator test, Literal literal)
    {
        var time = literal.Time(Name);
        var matches = Comparison.Of(test, Name);
        return row => read(row) is { } cell && matches(cell.CompareTo(time));
    }
}

internal sealed class YesNoColumn<TRow>(string name, string title, Func<Counted<TRow>, bool?> read)
    : Column<TRow>(name, title, ColumnType.YesNo)
    where TRow : class, ISliceRow
{
    public override object? Cell(Counted<TRow> row) => read(row);

    public override bool IsEmpty(Counted<TRow> row) => read(row) is null;

    public override int Compare(Counted<TRow> one, Counted<TRow> other) => Nullable.Compare(read(one), read(other));

    internal override Func<Counted<TRow>, bool> Test(FilterOperator test, Literal literal)
    {
        var wanted = literal.YesNo(Name);
        return test switch
        {
            FilterOperator.Equal => row => read(row) == wanted,
            FilterOperator.NotEqual => row => read(row) is { } cell && cell != wanted,
            _ => throw new TableQueryException($"Column '{Name}' is yes or no: use = or !=."),
        };
    }
}

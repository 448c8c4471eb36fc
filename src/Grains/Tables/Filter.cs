using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>
/// The filter grammar of data tables, parsed into a test of a row; never SQL.
/// <code>
/// filter  = all { "or" all }            all  = one { "and" one }        one = "not" one | "(" filter ")" | test
/// test    = column sign value           sign = = != &lt; &lt;= &gt; &gt;= ~ (contains; case and accents alike)
///         | column "in" "(" value { "," value } ")"
///         | column "between" value "and" value        (both ends included)
///         | column "is" [ "not" ] "empty"
///         | "any" "~" value                           (some text column contains it)
/// </code>
/// Values are words, numbers, ISO dates and times (UTC), or texts in double quotes (a quote inside is doubled).
/// An empty cell matches only <c>is empty</c>. The word <c>me</c> of a column of people is who asks.
/// </summary>
public static class Filter
{
    /// <summary>Parses a filter; an empty one lets every row through.</summary>
    /// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
    /// <param name="text">The filter, at most 10,000 characters.</param>
    /// <param name="columns">Columns it may name.</param>
    /// <param name="me">Who asks, as the ITSM names them; null = nobody.</param>
    /// <exception cref="TableQueryException">It cannot be understood; the message says where and what to
    /// write.</exception>
    public static Func<Counted<TRow>, bool> Parse<TRow>(
        string? text,
        IReadOnlyList<Column<TRow>> columns,
        string? me = null
    )
        where TRow : class, ISliceRow =>
        string.IsNullOrWhiteSpace(text) ? _ => true
        : text.Length > 10_000 ? throw new TableQueryException("The filter is longer than 10,000 characters.")
        : new FilterParser<TRow>(text, columns, me).Parse();
}

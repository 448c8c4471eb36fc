using System.Data;
using System.Data.Common;
using System.Globalization;
using Apollo.Grains.Databases;

namespace Apollo.Grains.Itsm;

/// <summary>
/// What differs between databases in text: how to wrap a mapping's query into pages. One query gives a page and the
/// ITSM's clock: the clock is a row of its own that the page is joined to, so an empty page has it too.
/// </summary>
internal abstract class Dialect
{
    /// <summary>Ending of a mapping's file made for this database: <c>tickets.postgresql.sql</c>.</summary>
    public abstract string Suffix { get; }

    public static Dialect Of(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => new SqliteDialect(),
            DatabaseProvider.SqlServer => new SqlServerDialect(),
            DatabaseProvider.PostgreSql => new PostgreSqlDialect(),
            DatabaseProvider.MySql => new MySqlDialect(),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };

    /// <summary>The current UTC instant as an expression.</summary>
    protected abstract string Now { get; }

    /// <summary>
    /// Rows from a position on, by (updated_at, id). Parameters: <c>@since</c> (lower bound or NULL), <c>@afterId</c>
    /// (NULL = the bound itself counts), <c>@ids</c>; <c>@until</c> where rows stamped later are left for another time.
    /// </summary>
    public string Page(string mapping, bool bounded, bool afterId, int limit, bool until = false)
    {
        var where =
            !bounded ? ""
            // The bound stands alone first, so that an index on the stamp serves.
            : afterId ? "WHERE f.updated_at >= @since AND (f.updated_at > @since OR f.id > @afterId)"
            : "WHERE f.updated_at >= @since";
        if (until)
            where += " AND f.updated_at <= @until";
        return Join(
            First($"f.* FROM (\n{mapping}\n) f {where} ORDER BY f.updated_at, f.id", limit),
            "r.updated_at, r.id"
        );
    }

    /// <summary>Rows of some ids. Parameters: <c>@ids</c> (JSON array), <c>@since</c> = NULL.</summary>
    public string ByIds(string mapping) => Join($"SELECT f.* FROM (\n{mapping}\n) f", "r.id");

    /// <summary>Ids and stamps from a position on, by id. Parameter: <c>@afterId</c>.</summary>
    public string Ids(string mapping, bool afterId, int limit) =>
        First(
            $"f.id, f.updated_at FROM (\n{mapping}\n) f {(afterId ? "WHERE f.id > @afterId" : "")} ORDER BY f.id",
            limit
        ) + Hint;

    /// <summary>
    /// All ids and stamps at once, in no order: no page sorts what is behind it. The clock is a column of theirs, or a
    /// result set before them.
    /// </summary>
    public virtual string AllIds(string mapping) => Join($"SELECT f.* FROM (\n{mapping}\n) f", null);

    /// <summary>Ids of rows that changed, with the clock. Parameter: <c>@since</c>.</summary>
    public string Changed(string mapping) => Join($"SELECT f.* FROM (\n{mapping}\n) f", null);

    /// <summary>
    /// Interventions that touch a range of time, by their start. Parameters: <c>@from</c>, <c>@to</c>; <c>@since</c>
    /// and <c>@ids</c> = NULL.
    /// </summary>
    public string Between(string mapping, int limit) =>
        Join(
            First(
                $"f.* FROM (\n{mapping}\n) f WHERE f.starts_at < @to AND (f.starts_at >= @from OR f.ends_at >= @from) "
                    + "ORDER BY f.starts_at, f.id",
                limit
            ),
            "r.starts_at, r.id"
        );

    /// <summary>
    /// Rows of which a condition is true, in no order. Parameters: <c>@since</c> and <c>@ids</c> = NULL, and those of
    /// the condition.
    /// </summary>
    public string Where(string mapping, string condition) =>
        $"SELECT f.* FROM (\n{mapping}\n) f\nWHERE {condition}{Hint}";

    /// <summary>A column as text in lower case, for a column of any type.</summary>
    public abstract string LowerText(string column);

    /// <summary>Whether the database compares a column with a time.</summary>
    public virtual bool ComparesTime(DbDataReader reader, int ordinal) => true;

    /// <summary>Asks for a query's plan in place of its rows; null = this database is not asked.</summary>
    public virtual string? Explain(string query) => null;

    /// <summary>The table that a row of a plan says is read whole though it is large; null = none.</summary>
    public virtual string? WholeScan(DbDataReader plan) => null;

    /// <summary>The table behind the name that a plan of a query gives it.</summary>
    public virtual string TableOf(string name, string query) => name;

    /// <summary>A parameter for a time the ITSM itself gave or that is compared with its columns.</summary>
    /// <param name="time">UTC, or the zone's wall time where <paramref name="isWallTime"/>.</param>
    /// <param name="isWallTime">The columns are in a declared zone.</param>
    public virtual object Time(DateTime time, bool isWallTime) =>
        DateTime.SpecifyKind(time, isWallTime ? DateTimeKind.Unspecified : DateTimeKind.Utc);

    /// <summary>The parameter type of such a time: one that loses no digit.</summary>
    public virtual DbType TimeType(bool isWallTime, bool isRounded) => DbType.DateTime;

    /// <summary>A column gives instants, though the driver gives them without a zone.</summary>
    public virtual bool IsInstant(DbDataReader reader, int ordinal) => false;

    /// <summary>A time column whose values are read rounded: only a parameter of its own type means the same.</summary>
    public virtual bool IsRounded(DbDataReader reader, int ordinal) => false;

    /// <summary>What the database said, without a place that counts in Apollo's wrapper.</summary>
    public virtual string MessageOf(DbException error) => error.Message;

    /// <summary>Where in a query an error is, by characters before it or by line; null where it does not say.</summary>
    public virtual (int? Offset, int? Line) PlaceOf(DbException error, string query) => (null, null);

    /// <summary>What is said after the whole query.</summary>
    protected virtual string Hint => "";

    protected virtual string First(string query, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT {query} LIMIT {limit}");

    private string Join(string page, string? order) =>
        $"SELECT n.itsm_now, r.* FROM (SELECT {Now} AS itsm_now) n LEFT JOIN (\n{page}\n) r ON 1 = 1"
        + $"{(order is null ? "" : $" ORDER BY {order}")}{Hint}";
}

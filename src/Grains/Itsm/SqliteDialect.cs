using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Apollo.Grains.Itsm;

internal sealed class SqliteDialect : Dialect
{
    public override string Suffix => "sqlite";

    protected override string Now => "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

    public override string LowerText(string column) => $"LOWER(CAST({column} AS TEXT))";

    // Times are text in one fixed form, so that text order is time order.
    public override object Time(DateTime time, bool isWallTime) =>
        time.ToString(
            isWallTime ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm:ss.fffZ",
            CultureInfo.InvariantCulture
        );

    public override string? Explain(string query) => $"EXPLAIN QUERY PLAN {query}";

    // The clock and the page it is joined to are Apollo's own.
    public override string? WholeScan(DbDataReader plan) =>
        plan["detail"] is string step
        && step.StartsWith("SCAN ", StringComparison.Ordinal)
        && step.Split(' ') is [_, not ("n" or "r") and var table]
            ? table
            : null;

    public override DbType TimeType(bool isWallTime, bool isRounded) => DbType.String;

    public override string MessageOf(DbException error) =>
        error is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED }
            ? "a writer has locked the file; it is read again when it lets go"
            : error.Message;
}

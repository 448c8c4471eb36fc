using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace Apollo.Grains.Itsm;

internal sealed class SqlServerDialect : Dialect
{
    public override string Suffix => "sqlserver";

    protected override string Now => "SYSUTCDATETIME()";

    public override string LowerText(string column) => $"LOWER(CAST({column} AS nvarchar(100)))";

    // A column that is NULL and nothing else is a text or a number, which is compared with no time.
    public override bool ComparesTime(DbDataReader reader, int ordinal) =>
        reader.GetFieldType(ordinal) is var type && (type == typeof(DateTime) || type == typeof(DateTimeOffset));

    // The parameters' values decide whether the index on updated_at serves: a plan for each call.
    protected override string Hint => "\nOPTION (RECOMPILE)";

    public override (int? Offset, int? Line) PlaceOf(DbException error, string query) =>
        error is SqlException { LineNumber: > 0 and var line } ? (null, line) : (null, null);

    protected override string First(string query, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({limit}) {query}");

    // The old type counts in 1/300 s and is read back rounded to whole milliseconds: only a parameter of the same type
    // means the same place. Else a page's last row is read again for ever, or its neighbours never.
    public override bool IsRounded(DbDataReader reader, int ordinal) => reader.GetDataTypeName(ordinal) == "datetime";

    public override DbType TimeType(bool isWallTime, bool isRounded) => isRounded ? DbType.DateTime : DbType.DateTime2;
}

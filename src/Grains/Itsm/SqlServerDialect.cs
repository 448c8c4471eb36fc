using System.Data;
using System.Globalization;

namespace Apollo.Grains.Itsm;

internal sealed class SqlServerDialect : Dialect
{
    public override string Suffix => "sqlserver";

    protected override string Now => "SYSUTCDATETIME()";

    // The parameters' values decide whether the index on updated_at serves: a plan for each call.
    protected override string Hint => "\nOPTION (RECOMPILE)";

    protected override string First(string query, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({limit}) {query}");

    public override DbType TimeType(bool isWallTime) => DbType.DateTime2;
}

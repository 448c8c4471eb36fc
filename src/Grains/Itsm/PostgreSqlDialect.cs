using System.Data;

namespace Apollo.Grains.Itsm;

internal sealed class PostgreSqlDialect : Dialect
{
    public override string Suffix => "postgresql";

    protected override string Now => "clock_timestamp()";

    public override DbType TimeType(bool isWallTime) => isWallTime ? DbType.DateTime2 : DbType.DateTime;
}

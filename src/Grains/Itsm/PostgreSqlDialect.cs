using System.Data;
using System.Data.Common;
using Npgsql;

namespace Apollo.Grains.Itsm;

internal sealed class PostgreSqlDialect : Dialect
{
    public override string Suffix => "postgresql";

    protected override string Now => "clock_timestamp()";

    public override DbConnection Connect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "Apollo", Timeout = 5 };
        // JIT compiles each short read anew, which takes longer than the read.
        settings.Options = $"{settings.Options} -c default_transaction_read_only=on -c TimeZone=UTC -c jit=off".Trim();
        return new NpgsqlConnection(settings.ToString());
    }

    public override DbType TimeType(bool isWallTime) => isWallTime ? DbType.DateTime2 : DbType.DateTime;
}

using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Apollo.Grains.Databases;

internal sealed class SqlServerDriver : DatabaseDriver
{
    // Without NeverBlock the pool would repeat the first error of an outage, for up to a minute, unasked.
    public override string ConnectionString(string configured, DatabaseAccess access)
    {
        var settings = new SqlConnectionStringBuilder(configured)
        {
            ApplicationName = ApplicationName,
            ConnectTimeout = ConnectSeconds,
            PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock,
        };
        if (access == DatabaseAccess.Read)
            settings.ApplicationIntent = ApplicationIntent.ReadOnly;
        return settings.ToString();
    }

    internal const string Take = """
        DECLARE @wait INT = @seconds * 1000, @got INT
        EXEC @got = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session',
          @LockTimeout = @wait
        SELECT CASE WHEN @got >= 0 THEN 1 ELSE 0 END
        """;

    internal const string GiveBack = "EXEC sp_releaseapplock @Resource = @name, @LockOwner = 'Session'";

    internal const string Schema = "SELECT SCHEMA_NAME()";

    protected override string TakeLock => Take;

    protected override string GiveLockBack => GiveBack;

    protected override string OwnSchema => Schema;

    protected override DbConnection Make(string connectionString, DatabaseAccess access) =>
        new SqlConnection(connectionString);

    // Table, column; a database that the login is no user of.
    public override bool MayNotRead(DbException error) => error is SqlException { Number: 229 or 230 or 916 };

    protected override DatabaseFailure Meaning(DbException error) =>
        error is not SqlException said
            ? DatabaseFailure.Other
            : said.Number switch
            {
                // Severity 11 and no number of the server's: the driver says that the caller gave up.
                0 when said.Class == 11 && said.State == 0 => DatabaseFailure.Cancelled,
                -2 or 258 => DatabaseFailure.TimedOut,
                1205 => DatabaseFailure.Deadlock,
                1222 => DatabaseFailure.Busy,
                // Its files, its log or the disk beneath.
                1101 or 1105 or 9002 => DatabaseFailure.Full,
                208 => DatabaseFailure.Missing,
                2601 or 2627 => DatabaseFailure.Duplicate,
                229 or 230 or 262 or 297 or 300 or 916 or 4060 or 18452 or 18456 or 18470 or 18487 or 18488 =>
                    DatabaseFailure.Refused,
                _ when said.Class >= 20 => DatabaseFailure.Lost,
                _ => DatabaseFailure.Other,
            };
}

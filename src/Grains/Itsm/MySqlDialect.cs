using System.Data.Common;
using Dapper;
using MySqlConnector;

namespace Apollo.Grains.Itsm;

internal sealed class MySqlDialect : Dialect
{
    public override string Suffix => "mysql";

    protected override string Now => "UTC_TIMESTAMP(3)";

    // A TIMESTAMP is kept as UTC and comes in the session's zone, which is UTC; a DATETIME comes as it was written.
    public override bool IsInstant(DbDataReader reader, int ordinal) =>
        reader.GetDataTypeName(ordinal).Equals("TIMESTAMP", StringComparison.OrdinalIgnoreCase);

    public override bool CannotHold(Exception error) => error is MySqlConversionException || base.CannotHold(error);

    // A zero date (0000-00-00) comes as the earliest instant, which cleaning takes for impossible; else the driver
    // would refuse the row for ever.
    public override DbConnection Connect(string connectionString) =>
        new MySqlConnection(
            new MySqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "Apollo",
                ConnectionTimeout = 5,
                DateTimeKind = MySqlDateTimeKind.Unspecified,
                ConvertZeroDateTime = true,
                AllowUserVariables = false,
                TreatTinyAsBoolean = false,
            }.ToString()
        );

    public override Task PrepareAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            new CommandDefinition(
                "SET time_zone = '+00:00'; SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY",
                commandTimeout: 5,
                cancellationToken: cancellation
            )
        );
}

using System.Data.Common;
using Apollo.Grains.Itsm;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace Apollo.Grains.Store;

/// <summary>Closed connections to the store that may write, with a connect time-out.</summary>
internal static class StoreConnection
{
    public static DbConnection Of(StoreSettings settings) =>
        settings.Provider switch
        {
            ItsmProvider.Sqlite => new SqliteConnection(
                new SqliteConnectionStringBuilder(settings.ConnectionString) { DefaultTimeout = 5 }.ToString()
            ),
            ItsmProvider.SqlServer => new SqlConnection(
                new SqlConnectionStringBuilder(settings.ConnectionString)
                {
                    ApplicationName = "Apollo",
                    ConnectTimeout = 5,
                }.ToString()
            ),
            ItsmProvider.PostgreSql => new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(settings.ConnectionString)
                {
                    ApplicationName = "Apollo",
                    Timeout = 5,
                }.ToString()
            ),
            ItsmProvider.MySql => new MySqlConnection(
                new MySqlConnectionStringBuilder(settings.ConnectionString)
                {
                    ApplicationName = "Apollo",
                    ConnectionTimeout = 5,
                }.ToString()
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(settings)),
        };
}

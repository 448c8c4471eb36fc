using System.Data.Common;
using System.Reflection;
using Apollo.Grains.Databases;
using Apollo.Grains.Store.Migrations;
using Dapper;
using FluentMigrator;
using FluentMigrator.Runner;
using FluentMigrator.Runner.VersionTableInfo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>
/// The store's tables. What a store lacks is made before its first use, by one silo at a time; a store that is away
/// then is migrated once it is back.
/// </summary>
internal sealed partial class StoreSchema(StoreSettings settings, ILogger<StoreSchema> logger)
{
    /// <summary>Number of the newest migration that this program knows.</summary>
    public static readonly long Newest = typeof(FirstTables)
        .Assembly.GetTypes()
        .Max(type => type.GetCustomAttribute<MigrationAttribute>()?.Version ?? 0);

    internal const string Applied = "SELECT MAX(version) FROM apollo_migrations";
    internal const string ServesFrom = "SELECT serves_from FROM apollo_store";

    /// <summary>How long one may take, and how long another silo's is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DatabaseDriver driver = DatabaseDriver.Of(settings.Provider);
    private readonly Lock once = new();
    private Task? ready;

    /// <summary>
    /// Ends when the tables are as this program needs them. Callers that come together wait for one try; after one that
    /// failed the next caller tries again.
    /// </summary>
    /// <exception cref="StoreTooNewException">The store serves newer programs only.</exception>
    public Task ReadyAsync(CancellationToken cancellation)
    {
        lock (once)
        {
            if (ready is null or { IsCompleted: true, IsCompletedSuccessfully: false })
                // Elsewhere: SQLite and the migrations do not wait asynchronously.
                ready = Task.Run(BringUpAsync, CancellationToken.None);
            return ready.WaitAsync(cancellation);
        }
    }

    /// <summary>A table was missing: the database may be a new one.</summary>
    public void LookAgain()
    {
        lock (once)
            if (ready is { IsCompleted: true })
                ready = null;
    }

    private async Task BringUpAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await using var connection = await driver.OpenAsync(
            settings.ConnectionString,
            DatabaseAccess.Write,
            limit.Token
        );
        if (await IsCurrentAsync(connection, limit.Token))
            return;
        await using var alone = await driver.LockAsync(connection, "apollo_store", Patience, limit.Token);
        // Another silo may have been first.
        if (await IsCurrentAsync(connection, limit.Token))
            return;
        Migrate(settings, await driver.SchemaAsync(connection, limit.Token), Newest);
        LogMigrated(settings, Newest);
    }

    private async Task<bool> IsCurrentAsync(DbConnection connection, CancellationToken cancellation)
    {
        try
        {
            var applied = await AskAsync(Applied);
            var servesFrom = await AskAsync(ServesFrom);
            if (servesFrom > Newest)
                throw new StoreTooNewException(servesFrom, Newest);
            return applied >= Newest;
        }
        catch (DbException error) when (driver.FailureOf(error) == DatabaseFailure.Missing)
        {
            return false;
        }

        Task<long> AskAsync(string sql) =>
            connection.ExecuteScalarAsync<long>(
                new CommandDefinition(
                    sql,
                    commandTimeout: ApolloStore.AnswerWithinSeconds,
                    cancellationToken: cancellation
                )
            );
    }

    /// <summary>Makes what is missing up to a version.</summary>
    /// <param name="settings">The store.</param>
    /// <param name="schema">Its tables' schema; null where there is no such thing.</param>
    /// <param name="upTo">Number of the last migration.</param>
    internal static void Migrate(StoreSettings settings, string? schema, long upTo)
    {
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .AddSingleton(new StoreColumns(settings.Provider, schema))
            .ConfigureRunner(runner =>
            {
                _ = settings.Provider switch
                {
                    DatabaseProvider.Sqlite => runner.AddSQLite(),
                    DatabaseProvider.SqlServer => runner.AddSqlServer2016(),
                    DatabaseProvider.PostgreSql => runner.AddPostgres(),
                    _ => runner.AddMySql8(),
                };
                runner
                    .WithGlobalConnectionString(
                        DatabaseDriver
                            .Of(settings.Provider)
                            .ConnectionString(settings.ConnectionString, DatabaseAccess.Write)
                    )
                    .WithGlobalCommandTimeout(Patience)
                    .WithVersionTable(new MigrationTable(schema))
                    .ScanIn(typeof(FirstTables).Assembly)
                    .For.Migrations();
            })
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp(upTo);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Store} has schema {Version} now")]
    private partial void LogMigrated(StoreSettings store, long version);
}

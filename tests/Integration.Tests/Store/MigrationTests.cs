using System.Collections.Immutable;
using Apollo.Grains.Databases;
using Apollo.Grains.Engine;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.History;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Apollo.Integration.Tests.Store;

/// <summary>The store's tables come and grow by migrations: the same tests on every provider.</summary>
public abstract class MigrationTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime Start = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);
    private static readonly string[] Tables =
    [
        "apollo_dashboards",
        "apollo_locations",
        "apollo_moves",
        "apollo_history",
        "apollo_history_series",
        "apollo_history_log",
        "apollo_history_chunks",
        "apollo_history_gaps",
        "apollo_history_limits",
        "apollo_notes",
        "apollo_alert_rules",
        "apollo_alerts",
        "apollo_alert_states",
        "apollo_alert_desks",
        "apollo_silences",
        "apollo_people",
        "apollo_sessions",
        "apollo_invitations",
        "apollo_tokens",
        "apollo_failed_tries",
        "apollo_audit",
        "apollo_keys",
        "apollo_store",
        "apollo_migrations",
    ];

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task A_store_of_the_version_before_is_taken_over_without_loss()
    {
        foreach (var statement in FormerTables.Of(Provider))
            await Itsm.ExecuteAsync(statement);
        await FillAsync();
        var before = await RowsAsync();

        using var store = new OpenStore(Settings);
        await store.Start.StartAsync(default);

        Assert.Equal(before, await RowsAsync());
        Assert.Equal(
            ["LYON", "Lyon 😀", "lyon", "lyôn"],
            (await store.Boards.AllAsync("ana", default)).Select(one => one.Name)
        );
        var board = (await store.Boards.FindAsync("ana", "Lyon 😀", default))!;
        Assert.Equal(Start, board.Info.UpdatedAt);
        Assert.Equal(60_000, board.Document.Length);
        Assert.Equal(board, await store.Boards.SharedAsync(board.Info.Share, default));
        Assert.Equal(
            (LocationLook[])[new("Lyon", 0, "LYO"), new("lyon", 1, "ΑΘΗ")],
            await store.Locations.AllAsync("north", default)
        );
        var moves = (await store.Moves.LoadAsync("north", "overdue", default))!;
        Assert.Equal([new RowKey("INC-1", null), new RowKey("inc-1", null)], moves.Counted);
        Assert.Equal(Start.AddTicks(7), moves.KnownUntil);

        // And it goes on from there.
        await store.Boards.SaveAsync("ana", "LYÔN", "new", null, null, default);
        await store.Boards.SaveAsync("ana", "lyon", "changed", null, null, default);
        await store.Moves.AppendAsync("north", "overdue", new MoveBatch(9, Start.AddHours(1), []), default);
        Assert.Equal("changed", (await store.Boards.FindAsync("ana", "lyon", default))!.Document);
        Assert.Equal(5, (await store.Boards.AllAsync("ana", default)).Length);
        Assert.Empty(store.Log.Of(LogLevel.Error));
    }

    [SkippableFact]
    public async Task A_store_of_before_there_was_history_is_taken_over_without_loss_and_remembers_from_then_on()
    {
        var driver = DatabaseDriver.Of(DatabaseProvider);
        await using (var connection = await driver.OpenAsync(Settings.ConnectionString, DatabaseAccess.Write, default))
            StoreSchema.Migrate(Settings, await driver.SchemaAsync(connection, default), upTo: 2);
        await FillAsync();
        await Itsm.ExecuteAsync(
            "INSERT INTO apollo_notes (desk, id, happened_at, says, written_by, revision) "
                + "VALUES ('north', 'a', 7, @says, 'Ana', 8)",
            new { says = "Umzug 🔥" }
        );
        var before = await RowsAsync("apollo_notes");
        Assert.Equal(9, before.Count);

        using var store = new OpenStore(Settings);
        await store.Start.StartAsync(default);
        var desk = await RecordedDesk.LoadAsync(store, Start);
        for (var second = 0; second < 5; second++)
            desk.Tell(Start.AddSeconds(second), ("Network", second));
        Assert.True(await desk.WriteAsync());

        Assert.Equal(before, await RowsAsync("apollo_notes"));
        Assert.Equal(4, (await store.Boards.AllAsync("ana", default)).Length);
        Assert.Equal(2, (await store.Locations.AllAsync("north", default)).Length);
        Assert.Equal(2, (await store.Moves.LoadAsync("north", "overdue", default))!.Counted.Count);
        Assert.Equal("Umzug 🔥", Assert.Single(await store.Notes.AllAsync("north", default)).Text);
        var told = await (await RecordedDesk.LoadAsync(store, Start)).AskAsync(Start, Start.AddSeconds(5), step: 0);
        Assert.Equal([0, 1, 2, 3], told.Points.Select(point => point[1]));
        Assert.Empty(store.Log.Of(LogLevel.Error));
    }

    [SkippableFact]
    public async Task Silos_that_start_at_once_migrate_once()
    {
        var silos = Enumerable.Range(0, 4).Select(_ => new OpenStore(Settings)).ToList();
        await Task.WhenAll(silos.Select(silo => Task.Run(() => silo.Start.StartAsync(default))));

        Assert.Single(silos.SelectMany(silo => silo.Log.Of(LogLevel.Information)));
        Assert.Empty(silos.SelectMany(silo => silo.Log.Of(LogLevel.Error)));
        Assert.Equal(StoreSchema.Newest, await NumberAsync("SELECT COUNT(*) FROM apollo_migrations"));
        Assert.Equal(1, await NumberAsync("SELECT COUNT(*) FROM apollo_store"));
        foreach (var silo in silos)
        {
            Assert.Empty(await silo.Boards.AllAsync("ana", default));
            silo.Dispose();
        }
    }

    [SkippableFact]
    public async Task A_store_that_was_migrated_is_only_looked_at()
    {
        await StartedAsync();
        var before = await RowsAsync();
        var store = await StartedAsync();
        Assert.Empty(store.Log.Of(LogLevel.Information));
        Assert.Equal(before, await RowsAsync());
    }

    [SkippableFact]
    public async Task A_store_of_a_newer_version_serves_this_one_until_it_says_otherwise()
    {
        await StartedAsync();
        await Itsm.ExecuteAsync("INSERT INTO apollo_migrations (version, description) VALUES (99, 'of tomorrow')");
        using (var served = await StartedAsync())
            Assert.Empty(await served.Boards.AllAsync("ana", default));

        await Itsm.ExecuteAsync("UPDATE apollo_store SET serves_from = 99");
        using var older = new OpenStore(Settings);
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => older.Start.StartAsync(default));
        Assert.Equal(
            $"the store serves programs of schema 99 and newer, and this one has {StoreSchema.Newest}: "
                + "start the newer Apollo that migrated it, or restore the backup made before.",
            error.Message
        );
        await Assert.ThrowsAsync<StoreException>(() => older.Boards.AllAsync("ana", default));
    }

    [SkippableFact]
    public async Task A_database_made_anew_under_a_running_Apollo_is_a_new_store_and_is_said()
    {
        using var store = await StartedAsync();
        await store.Boards.SaveAsync("ana", "A", "1", null, null, default);
        foreach (var table in Tables)
            await Itsm.ExecuteAsync($"DROP TABLE {table}");

        Assert.Empty(await store.Boards.AllAsync("ana", default));
        Assert.Equal(
            DashboardOutcome.Saved,
            (await store.Boards.SaveAsync("ana", "A", "2", null, null, default)).Outcome
        );
        Assert.Contains("has lost tables", Assert.Single(store.Log.Of(LogLevel.Error)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_table_that_alone_is_missing_is_said_and_no_other_is_touched()
    {
        using var store = await StartedAsync();
        await store.Locations.AddAsync("north", [new LocationLook("Lyon", 0, "LYO")], default);
        await Itsm.ExecuteAsync("DROP TABLE apollo_dashboards");

        await Assert.ThrowsAsync<StoreException>(() => store.Boards.AllAsync("ana", default));
        Assert.Contains(
            store.Log.Of(LogLevel.Error),
            line => line.Contains("has lost tables", StringComparison.Ordinal)
        );
        Assert.Single(await store.Locations.AllAsync("north", default));
    }

    private async Task<OpenStore> StartedAsync()
    {
        var store = new OpenStore(Settings);
        await store.Start.StartAsync(default);
        return store;
    }

    private async Task FillAsync()
    {
        foreach (var (index, name) in ((string[])["Lyon 😀", "lyon", "LYON", "lyôn"]).Index())
            await Itsm.ExecuteAsync(
                "INSERT INTO apollo_dashboards (owner, name, share, document, updated_at) "
                    + "VALUES (@owner, @name, @share, @document, @at)",
                new
                {
                    owner = "ana",
                    name,
                    share = new string((char)('a' + index), 32),
                    document = new string('é', 60_000),
                    at = new DateTimeOffset(Start).ToUnixTimeMilliseconds(),
                }
            );
        foreach (var (name, place, code) in ((string, int, string)[])[("Lyon", 0, "LYO"), ("lyon", 1, "ΑΘΗ")])
            await Itsm.ExecuteAsync(
                "INSERT INTO apollo_locations (desk, name, place, code) VALUES ('north', @name, @place, @code)",
                new
                {
                    name,
                    place,
                    code,
                }
            );
        ImmutableArray<KeptMove> moved =
        [
            new(MoveKind.Left, new RowMoved("INC-2", null, "Drucker 🔥", Start.AddTicks(7), false, null)),
        ];
        foreach (
            var (number, at, document) in ((long, DateTime, string)[])
                [
                    (0, Start, MoveJson.Write(Start, [new RowKey("INC-1", null), new RowKey("inc-1", null)])),
                    (5, Start.AddTicks(7), MoveJson.Write(moved)),
                ]
        )
            await Itsm.ExecuteAsync(
                "INSERT INTO apollo_moves (desk, kpi, number, at, document) "
                    + "VALUES ('north', 'overdue', @number, @at, @document)",
                new
                {
                    number,
                    at = at.Ticks,
                    document,
                }
            );
    }

    /// <summary>Every cell of Apollo's tables, as text in one order.</summary>
    private async Task<List<string>> RowsAsync(params string[] more)
    {
        await using var connection = await Itsm.OpenAsync();
        var rows = new List<string>();
        foreach (var table in Tables[..3].Concat(more))
        foreach (IDictionary<string, object> row in await connection.QueryAsync($"SELECT * FROM {table}"))
            rows.Add(table + ": " + string.Join(" | ", row.Values));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var connection = await Itsm.OpenAsync();
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}

public sealed class MigrationSqlite() : MigrationTests("Sqlite");

public sealed class MigrationPostgreSql() : MigrationTests("PostgreSql");

public sealed class MigrationMySql() : MigrationTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class MigrationSqlServer() : MigrationTests("SqlServer");

/// <summary>A store that is away at the start holds nothing up, and is migrated once it is back.</summary>
public sealed class AwayAtTheStart
{
    [Fact]
    public async Task A_PostgreSQL_that_comes_later_is_migrated_before_its_first_use()
    {
        await using var server = await PostgresServer.StartAsync();
        var settings = new StoreSettings(DatabaseProvider.PostgreSql, await server.CreateDatabaseAsync());
        await server.StopAsync();
        await ComesLaterAsync(settings, server.RestartAsync);
    }

    [Fact]
    public async Task A_MariaDB_that_comes_later_is_migrated_before_its_first_use()
    {
        await using var server = await MariaDbServer.StartAsync();
        var settings = new StoreSettings(DatabaseProvider.MySql, await server.CreateDatabaseAsync());
        await server.StopAsync();
        await ComesLaterAsync(settings, server.RestartAsync);
    }

    [Fact]
    public async Task A_file_whose_folder_comes_later_is_migrated_before_its_first_use()
    {
        using var folder = new ScratchFolder();
        await ComesLaterAsync(
            new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File("later/apollo.db")}"),
            () =>
            {
                Directory.CreateDirectory(folder.File("later"));
                return Task.CompletedTask;
            }
        );
    }

    private static async Task ComesLaterAsync(StoreSettings settings, Func<Task> come)
    {
        using var store = new OpenStore(settings);
        await store.Start.StartAsync(default);
        Assert.Contains("brought up to date", Assert.Single(store.Log.Of(LogLevel.Error)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreException>(() => store.Boards.AllAsync("ana", default));
        await come();
        Assert.Empty(await store.Boards.AllAsync("ana", default));
        Assert.Single(store.Log.Of(LogLevel.Information));
    }
}

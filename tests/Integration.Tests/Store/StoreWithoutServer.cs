using System.Reflection;
using Apollo.Grains.Databases;
using Apollo.Grains.Store;
using Apollo.Grains.Store.Migrations;
using Apollo.Integration.Tests.Reading;
using Apollo.Model;
using FluentMigrator;
using FluentMigrator.Expressions;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Apollo.Integration.Tests.Store;

/// <summary>What holds without a database.</summary>
public sealed class StoreWithoutServer
{
    [Fact]
    public void Its_T_SQL_parses()
    {
        var statements = typeof(ApolloStore)
            .Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ApolloStore).Namespace || type == typeof(SqlServerDriver))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();
        Assert.Superset(
            new HashSet<string> { "SELECT", "INSERT", "UPDATE", "DELETE", "DECLARE", "EXEC" },
            statements.Select(text => text.Split(' ')[0]).ToHashSet()
        );
        Assert.All(statements, SqlServerText.AssertParses);
    }

    [Fact]
    public void The_T_SQL_of_its_migrations_parses_and_compares_names_sign_by_sign()
    {
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner => runner.AddSqlServer2016())
            .BuildServiceProvider();
        using var scope = services.CreateScope();
        var generator = scope.ServiceProvider.GetRequiredService<IMigrationGenerator>();
        var migrations = typeof(FirstTables)
            .Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<MigrationAttribute>() is not null)
            .ToList();
        var versions = migrations.ConvertAll(type => type.GetCustomAttribute<MigrationAttribute>()!.Version);
        Assert.Equal((StoreSchema.Newest, versions.Count), (versions.Max(), versions.Distinct().Count()));
        var texts = new List<string>();
        foreach (var type in migrations)
        {
            var migration = (Migration)
                Activator.CreateInstance(type, new StoreColumns(DatabaseProvider.SqlServer, "apollo"))!;
            var context = new MigrationContext(new EmptyDatabase(), scope.ServiceProvider, "");
            migration.GetUpExpressions(context);
            texts.AddRange(
                context.Expressions.Select(expression =>
                    expression switch
                    {
                        CreateTableExpression table => generator.Generate(table),
                        CreateIndexExpression index => generator.Generate(index),
                        InsertDataExpression rows => generator.Generate(rows),
                        _ => throw new NotSupportedException($"Show {expression.GetType().Name} to the parser too."),
                    }
                )
            );
        }
        Assert.All(texts, SqlServerText.AssertParses);
        Assert.Contains(
            texts,
            text =>
                text.Contains(
                    "[apollo].[apollo_dashboards] ([owner] NVARCHAR(80) COLLATE Latin1_General_100_BIN2 NOT NULL",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task A_store_that_is_away_fails_without_its_secrets()
    {
        using var store = new OpenStore(
            new StoreSettings(DatabaseProvider.PostgreSql, "Host=127.0.0.1;Port=1;Username=x;Password=hunter2")
        );
        var error = await Assert.ThrowsAsync<StoreException>(() => store.Boards.AllAsync("ana", default));
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", Assert.Single(store.Log.Of(LogLevel.Error)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Store:Provider",
        "Oracle",
        "Apollo:Store:Provider 'Oracle' is unknown: use Sqlite, SqlServer, PostgreSql, MySql."
    )]
    [InlineData(
        "Store:Provider",
        "7",
        "Apollo:Store:Provider '7' is unknown: use Sqlite, SqlServer, PostgreSql, MySql."
    )]
    [InlineData(
        "Store:Provider",
        "MySql",
        "Apollo:Store:ConnectionString is missing: MySql needs one of a login that may read and write its own tables."
    )]
    [InlineData(
        "Store:ConnectionString",
        "Hots=x;Password=hunter2",
        "Apollo:Store:ConnectionString is no connection string of Sqlite."
    )]
    [InlineData(
        "Retention:Moves",
        "2.00:00:00",
        "Apollo:Retention:Moves '2.00:00:00' must lie between 01:00:00 and 1.00:00:00 (hours:minutes:seconds)."
    )]
    [InlineData(
        "Retention:Moves",
        "a day",
        "Apollo:Retention:Moves 'a day' must lie between 01:00:00 and 1.00:00:00 (hours:minutes:seconds)."
    )]
    [InlineData(
        "Retention:History:Raw",
        "1.00:00:00",
        "Apollo:Retention:History:Raw '1.00:00:00' must lie between 2.00:00:00 and 31.00:00:00 (hours:minutes:seconds)."
    )]
    [InlineData(
        "Retention:History:Quarters",
        "1.00:00:00",
        "Apollo:Retention:History:Quarters '1.00:00:00' must lie between 28.00:00:00 and 3650.00:00:00 "
            + "(hours:minutes:seconds)."
    )]
    public void A_wrong_key_is_named_at_the_start(string key, string value, string message)
    {
        var error = Assert.Throws<ConfigurationException>(() =>
            StoreSettings.Read(Configuration(("Apollo:" + key, value)), "unused")
        );
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Without_keys_it_is_a_file_and_moves_are_kept_for_a_day()
    {
        var settings = StoreSettings.Read(Configuration(), "/data/apollo.db");
        Assert.Equal(
            (DatabaseProvider.Sqlite, "Data Source=/data/apollo.db", TimeSpan.FromHours(24)),
            (settings.Provider, settings.ConnectionString, settings.MovesKeptFor)
        );
        Assert.DoesNotContain("/data", settings.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            TimeSpan.FromHours(2),
            StoreSettings.Read(Configuration(("Apollo:Retention:Moves", "02:00:00")), "unused").MovesKeptFor
        );
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] keys) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(keys.Select(key => new KeyValuePair<string, string?>(key.Key, key.Value)))
            .Build();

    /// <summary>A database in which nothing is yet.</summary>
    private sealed class EmptyDatabase : IQuerySchema
    {
        public string DatabaseType => "SqlServer";

        public IList<string> DatabaseTypeAliases => [];

        public bool SchemaExists(string schemaName) => true;

        public bool TableExists(string schemaName, string tableName) => false;

        public bool ColumnExists(string schemaName, string tableName, string columnName) => false;

        public bool ConstraintExists(string schemaName, string tableName, string constraintName) => false;

        public bool IndexExists(string schemaName, string tableName, string indexName) => false;

        public bool SequenceExists(string schemaName, string sequenceName) => false;

        public bool DefaultValueExists(string schemaName, string tableName, string columnName, object defaultValue) =>
            false;
    }
}

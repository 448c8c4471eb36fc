using System.Data.Common;
using System.Text.RegularExpressions;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Servers;
using Dapper;
using MySqlConnector;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// A database with a product's own tables, types and indexes, and the login for Apollo that its page in the documents
/// tells to make: small, or grown to many tickets, so that plans and times are those of a desk of that size.
/// </summary>
internal abstract partial class ProductDatabase(string system, DatabaseProvider provider) : IAsyncDisposable
{
    private static readonly Dictionary<string, Func<ProductDatabase>> Products = new()
    {
        ["rt5 PostgreSql"] = () => new RequestTrackerSchema(DatabaseProvider.PostgreSql),
        ["rt5 MySql"] = () => new RequestTrackerSchema(DatabaseProvider.MySql),
        ["redmine5 PostgreSql"] = () => new RedmineSchema(DatabaseProvider.PostgreSql),
        ["redmine5 MySql"] = () => new RedmineSchema(DatabaseProvider.MySql),
        ["znuny6 PostgreSql"] = () => new ZnunyTables(DatabaseProvider.PostgreSql),
        ["znuny6 MySql"] = () => new ZnunyTables(DatabaseProvider.MySql),
        ["zammad6 PostgreSql"] = () => new ZammadTables(),
        ["glpi10 MySql"] = () => new GlpiTables(),
    };

    /// <summary>All of them: the system and the database that it is on.</summary>
    public static IReadOnlyList<string> All => [.. Products.Keys];

    /// <summary>How Apollo reaches it: by the login that the documents tell to make.</summary>
    public ItsmConnection Itsm { get; private set; } = null!;

    /// <summary>The index that its page suggests, and its table; null = the product has what polls need.</summary>
    public (string Index, string Table)? Suggested { get; private set; }

    /// <summary>By whom everything may be done.</summary>
    protected DbConnection Db { get; private set; } = null!;

    /// <summary>On MariaDB.</summary>
    protected bool IsMySql => provider == DatabaseProvider.MySql;

    /// <summary>Makes one.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    public static async Task<ProductDatabase> OfAsync(string name)
    {
        var product = Products[name]();
        await product.SetUpAsync();
        return product;
    }

    public async ValueTask DisposeAsync() => await Db.DisposeAsync();

    /// <summary>Adds so many tickets, each with some history.</summary>
    public Task GrowAsync(int tickets) => ExecuteAsync(Grow(tickets));

    /// <summary>Something of a ticket changes.</summary>
    /// <param name="number">Which of those that it grew by, from 1.</param>
    /// <param name="at">When, UTC, in whole seconds.</param>
    public Task TouchAsync(int number, DateTime at) =>
        ExecuteAsync(
            $"UPDATE {Stamp.Table} SET {Stamp.Column} = @at WHERE id = @id",
            new { id = 1_000 + number, at = DateTime.SpecifyKind(at, DateTimeKind.Unspecified) }
        );

    /// <summary>Takes the suggested index away.</summary>
    public Task DropSuggestedAsync() =>
        ExecuteAsync($"DROP INDEX {Suggested!.Value.Index}{(IsMySql ? $" ON {Suggested.Value.Table}" : "")}");

    /// <summary>Runs statements.</summary>
    public Task ExecuteAsync(string sql, object? parameters = null) =>
        Db.ExecuteAsync(new CommandDefinition(sql, parameters, commandTimeout: 600));

    /// <summary>Statements that add so many tickets with the ids from 1,001 on, each with some history.</summary>
    protected abstract string Grow(int tickets);

    /// <summary>Table and column of a ticket's last change.</summary>
    protected abstract (string Table, string Column) Stamp { get; }

    /// <summary>What the options of the system say.</summary>
    protected abstract Dictionary<string, string> Options { get; }

    /// <summary>Statements that make its tables; by default those that stand in the file of its name.</summary>
    protected virtual Task<string> TablesAsync() => File.ReadAllTextAsync(FileOf($"{system}.sql"));

    /// <summary>Fills the tables.</summary>
    protected abstract Task FillAsync();

    /// <summary>A file beside the tests.</summary>
    protected static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Products", name);

    /// <summary>A row of numbers from 1,001 on, as a table with the column <c>seq</c>.</summary>
    protected string Numbers(int many) =>
        IsMySql ? $"seq_1001_to_{1_000 + many}" : $"generate_series(1001, {1_000 + many}) AS s (seq)";

    private async Task SetUpAsync()
    {
        DatabaseServer server = IsMySql ? await MariaDbServer.SharedAsync() : await PostgresServer.SharedAsync();
        // Tables may have another collation than connections.
        var connection = await server.CreateDatabaseAsync(IsMySql ? "COLLATE utf8mb4_unicode_ci" : "");
        Db = IsMySql ? new MySqlConnection(connection) : new NpgsqlConnection(connection);
        await Db.OpenAsync();
        await ExecuteAsync(IsMySql ? "SET time_zone = '+00:00'" : "SET timezone TO 'UTC'");
        await ExecuteAsync(await TablesAsync());
        await FillAsync();
        Itsm = new ItsmConnection(system, provider, await ReaderAsync(connection)) { Options = Options };
    }

    /// <summary>The login and grants of the product's page, as they stand there.</summary>
    private async Task<string> ReaderAsync(string connection)
    {
        var login = $"reader_{Guid.NewGuid():N}";
        var grants = (await Grants.OfAsync($"itsm-{system}.md", provider))
            .Replace("apollo_reader", login, StringComparison.Ordinal)
            .Replace("the_database", Db.Database, StringComparison.Ordinal)
            .Replace("redmine_default", Db.Database, StringComparison.Ordinal)
            .Replace("rtdb", Db.Database, StringComparison.Ordinal);
        await ExecuteAsync(grants);
        if (CreateIndex().Match(grants) is { Success: true } index)
            Suggested = (index.Groups[1].Value, index.Groups[2].Value);
        if (IsMySql)
            return new MySqlConnectionStringBuilder(connection) { UserID = login, Password = "secret" }.ToString();
        return new NpgsqlConnectionStringBuilder(connection) { Username = login, Password = "secret" }.ToString();
    }

    [GeneratedRegex(@"CREATE INDEX (?:IF NOT EXISTS )?(\w+) ON (?:\w+\.)?(\w+)")]
    private static partial Regex CreateIndex();
}

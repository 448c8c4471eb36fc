using System.Data.Common;
using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using MySqlConnector;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// Tables with a product's own names and types, filled and changed as the product does it, and read plainly, table by
/// table, apart from the shipped files.
/// </summary>
internal abstract class ProductTables(string system, DatabaseProvider provider) : IAsyncDisposable
{
    /// <summary>Where the product is, for links.</summary>
    protected const string Web = "https://desk.example.com";

    private static readonly Dictionary<string, Func<ProductTables>> Products = new()
    {
        ["znuny6 MySql"] = () => new ZnunyTables(DatabaseProvider.MySql),
        ["znuny6 PostgreSql"] = () => new ZnunyTables(DatabaseProvider.PostgreSql),
        ["zammad6 PostgreSql"] = () => new ZammadTables(),
        ["glpi10 MySql"] = () => new GlpiTables(),
    };

    /// <summary>All of them.</summary>
    public static TheoryData<string> Names => [.. Products.Keys];

    /// <summary>How Apollo reaches it: by the login that the documents tell to make.</summary>
    public ItsmConnection Itsm { get; private set; } = null!;

    /// <summary>What people do in it, one after another, each with what must come of it.</summary>
    public abstract IReadOnlyList<(string What, Func<Task> Do)> Deeds { get; }

    /// <summary>A row is taken out of the tables for good.</summary>
    public abstract Task PurgeAsync();

    /// <summary>A ticket with a further field and a timeline.</summary>
    public abstract string Talked { get; }

    /// <summary>What its tables say.</summary>
    public abstract Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync();

    /// <summary>Statements that add so many tickets, each with some history.</summary>
    public abstract string Grow(int tickets);

    /// <summary>By whom everything may be done.</summary>
    protected DbConnection Db { get; private set; } = null!;

    /// <summary>Now, in whole seconds: these products keep no more.</summary>
    protected static DateTime Now => Whole(DateTime.UtcNow);

    /// <summary>Makes one.</summary>
    public static async Task<ProductTables> StartAsync(string name)
    {
        var product = Products[name]();
        await product.SetUpAsync();
        return product;
    }

    public async ValueTask DisposeAsync() => await Db.DisposeAsync();

    /// <summary>Runs statements.</summary>
    public Task ExecuteAsync(string sql, object? parameters = null) =>
        Db.ExecuteAsync(new CommandDefinition(sql, parameters, commandTimeout: 120));

    /// <summary>Fills the tables.</summary>
    protected abstract Task FillAsync();

    /// <summary>Rows of a query, for the plain read.</summary>
    protected async Task<List<TRow>> RowsAsync<TRow>(string sql) => [.. await Db.QueryAsync<TRow>(sql)];

    /// <summary>A time of a column that is kept as UTC.</summary>
    protected static DateTime? Utc(DateTime? time) =>
        time is { } some ? DateTime.SpecifyKind(some, DateTimeKind.Utc) : null;

    private static DateTime Whole(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private async Task SetUpAsync()
    {
        var isMySql = provider == DatabaseProvider.MySql;
        DatabaseServer server = isMySql ? await MariaDbServer.SharedAsync() : await PostgresServer.SharedAsync();
        // Tables may have another collation than connections.
        var connection = await server.CreateDatabaseAsync(isMySql ? "COLLATE utf8mb4_unicode_ci" : "");
        Db = isMySql ? new MySqlConnection(connection) : new NpgsqlConnection(connection);
        await Db.OpenAsync();
        await ExecuteAsync(isMySql ? "SET time_zone = '+00:00'" : "SET timezone TO 'UTC'");
        var tables = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Products", $"{system}.sql"));
        await ExecuteAsync(
            isMySql
                ? tables
                : tables
                    .Replace("DATETIME", "timestamp(0)", StringComparison.Ordinal)
                    .Replace("MEDIUMTEXT", "VARCHAR", StringComparison.Ordinal)
        );
        await FillAsync();
        Itsm = new ItsmConnection(system, provider, await ReaderAsync(connection))
        {
            Options = new Dictionary<string, string> { ["web"] = Web, ["hidden"] = Hidden },
        };
    }

    /// <summary>What the option <c>hidden</c> says.</summary>
    protected abstract string Hidden { get; }

    /// <summary>The login and grants of the product's page, as they stand there.</summary>
    private async Task<string> ReaderAsync(string connection)
    {
        var login = $"reader_{Guid.NewGuid():N}";
        await ExecuteAsync(
            (await Grants.OfAsync($"itsm-{system}.md", provider))
                .Replace("apollo_reader", login, StringComparison.Ordinal)
                .Replace("the_database", Db.Database, StringComparison.Ordinal)
        );
        if (provider == DatabaseProvider.MySql)
            return new MySqlConnectionStringBuilder(connection) { UserID = login, Password = "secret" }.ToString();
        return new NpgsqlConnectionStringBuilder(connection) { Username = login, Password = "secret" }.ToString();
    }
}

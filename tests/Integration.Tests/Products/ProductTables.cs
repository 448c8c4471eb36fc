using Apollo.Grains.Databases;
using Apollo.Model;
using Dapper;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// Tables with a product's own names and types, filled and changed as the product does it, and read plainly, table by
/// table, apart from the shipped files.
/// </summary>
internal abstract class ProductTables(string system, DatabaseProvider provider) : ProductDatabase(system, provider)
{
    /// <summary>Where the product is, for links.</summary>
    protected const string Web = "https://desk.example.com";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Names =>
        ["znuny6 MySql", "znuny6 PostgreSql", "zammad6 PostgreSql", "glpi10 MySql"];

    /// <summary>What people do in it, one after another, each with what must come of it.</summary>
    public abstract IReadOnlyList<(string What, Func<Task> Do)> Deeds { get; }

    /// <summary>A row is taken out of the tables for good.</summary>
    public abstract Task PurgeAsync();

    /// <summary>A ticket with a further field and a timeline.</summary>
    public abstract string Talked { get; }

    /// <summary>What its tables say.</summary>
    public abstract Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync();

    /// <summary>Now, in whole seconds: these products keep no more.</summary>
    protected static DateTime Now => Whole(DateTime.UtcNow);

    /// <summary>Makes one.</summary>
    public static async Task<ProductTables> StartAsync(string name) => (ProductTables)await OfAsync(name);

    /// <summary>What the option <c>hidden</c> says.</summary>
    protected abstract string Hidden { get; }

    protected override Dictionary<string, string> Options => new() { ["web"] = Web, ["hidden"] = Hidden };

    protected override async Task<string> TablesAsync() =>
        IsMySql
            ? await base.TablesAsync()
            : (await base.TablesAsync())
                .Replace("DATETIME", "timestamp(0)", StringComparison.Ordinal)
                .Replace("MEDIUMTEXT", "VARCHAR", StringComparison.Ordinal);

    /// <summary>Rows of a query, for the plain read.</summary>
    protected async Task<List<TRow>> RowsAsync<TRow>(string sql) => [.. await Db.QueryAsync<TRow>(sql)];

    /// <summary>A time of a column that is kept as UTC.</summary>
    protected static DateTime? Utc(DateTime? time) =>
        time is { } some ? DateTime.SpecifyKind(some, DateTimeKind.Utc) : null;

    private static DateTime Whole(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}

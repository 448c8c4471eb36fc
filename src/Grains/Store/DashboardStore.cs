using System.Collections.Immutable;
using System.Security.Cryptography;
using Apollo.Grains.Clock;
using Apollo.Model;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>Own dashboards in the store; its table is made where it is missing.</summary>
internal sealed class DashboardStore(StoreSettings settings, [DeskClock] TimeProvider time, ILogger<DashboardStore> logger)
{
    private readonly StoreTable table = new(settings, DashboardTable.Probe, DashboardTable.Create(settings.Provider), logger);

    public Task<ImmutableArray<DashboardInfo>> AllAsync(string owner, CancellationToken cancellation) => table.UseAsync(async connection =>
        (await connection.QueryAsync<Row>(StoreTable.Command(DashboardTable.All, new { owner }, cancellation))).Select(row => row.Info()).ToImmutableArray(), cancellation);

    public Task<Dashboard?> FindAsync(string owner, string name, CancellationToken cancellation) => OneAsync(DashboardTable.Find, new { owner, name }, cancellation);

    public Task<Dashboard?> SharedAsync(string share, CancellationToken cancellation) => OneAsync(DashboardTable.Shared, new { share }, cancellation);

    /// <summary>Writes over the one of this name, else adds one. One owner's calls come one after the other.</summary>
    public Task<DashboardSaved> SaveAsync(string owner, string name, string document, string? from, CancellationToken cancellation) => table.UseAsync(async connection =>
    {
        var all = (await connection.QueryAsync<Row>(StoreTable.Command(DashboardTable.All, new { owner }, cancellation))).ToList();
        from ??= name;
        var known = all.Find(row => row.Name == from);
        if (from != name && known is null) return new DashboardSaved(DashboardOutcome.Missing);
        if (from != name && all.Exists(row => row.Name == name)) return new DashboardSaved(DashboardOutcome.NameTaken);
        if (known is null && all.Count >= IDashboardsGrain.Most) return new DashboardSaved(DashboardOutcome.TooMany);
        var row = new Row { Name = name, Share = known?.Share ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), UpdatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
        await connection.ExecuteAsync(StoreTable.Command(known is null ? DashboardTable.Insert : DashboardTable.Update, new { owner, name, from, share = row.Share, document, updatedAt = row.UpdatedAt }, cancellation));
        return new DashboardSaved(DashboardOutcome.Saved, row.Info());
    }, cancellation);

    public Task<bool> RemoveAsync(string owner, string name, CancellationToken cancellation) => table.UseAsync(async connection =>
        await connection.ExecuteAsync(StoreTable.Command(DashboardTable.Delete, new { owner, name }, cancellation)) > 0, cancellation);

    private Task<Dashboard?> OneAsync(string sql, object parameters, CancellationToken cancellation) => table.UseAsync(async connection =>
        await connection.QuerySingleOrDefaultAsync<Row>(StoreTable.Command(sql, parameters, cancellation)) is { } row ? new Dashboard(row.Info(), row.Document!) : null, cancellation);

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Share { get; init; } = "";
        public long UpdatedAt { get; init; }
        public string? Document { get; init; }

        public DashboardInfo Info() => new(Name, Share, DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt).UtcDateTime);
    }
}

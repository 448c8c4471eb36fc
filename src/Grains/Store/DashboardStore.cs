using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using Apollo.Grains.Clock;
using Apollo.Model;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Apollo.Grains.Store;

/// <summary>Own dashboards in the store; its table is made where it is missing.</summary>
internal sealed class DashboardStore(
    StoreSettings settings,
    [DeskClock] TimeProvider time,
    ILogger<DashboardStore> logger
)
{
    private const int Attempts = 5;

    private readonly StoreTable table = new(
        settings,
        DashboardTable.Probe,
        DashboardTable.Create(settings.Provider),
        logger
    );

    public Task<ImmutableArray<DashboardInfo>> AllAsync(string owner, CancellationToken cancellation) =>
        table.UseAsync(
            async connection =>
                (await connection.QueryAsync<Row>(StoreTable.Command(DashboardTable.All, new { owner }, cancellation)))
                    .Select(row => row.Info())
                    .ToImmutableArray(),
            cancellation
        );

    public Task<Dashboard?> FindAsync(string owner, string name, CancellationToken cancellation) =>
        OneAsync(DashboardTable.Find, new { owner, name }, cancellation);

    public Task<Dashboard?> SharedAsync(string share, CancellationToken cancellation) =>
        OneAsync(DashboardTable.Shared, new { share }, cancellation);

    /// <summary>
    /// Writes over the one of this name, else adds one. A row is written over only as it was read: whoever came between
    /// is seen.
    /// </summary>
    public Task<DashboardSaved> SaveAsync(
        string owner,
        string name,
        string document,
        string? from,
        DashboardKnown? known,
        CancellationToken cancellation
    ) =>
        table.UseAsync(
            async connection =>
            {
                from ??= name;
                for (var attempt = 1; attempt <= Attempts; attempt++)
                {
                    var all = (
                        await connection.QueryAsync<Row>(
                            StoreTable.Command(DashboardTable.All, new { owner }, cancellation)
                        )
                    ).ToList();
                    var stored = all.Find(row => row.Name == from);
                    if (Refusal(all, stored, name, from, known) is { } refusal)
                        return new DashboardSaved(refusal);
                    var row = new Row
                    {
                        Name = name,
                        Share = stored?.Share ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                        UpdatedAt = NextRevision(stored),
                    };
                    var write = StoreTable.Command(
                        stored is null ? DashboardTable.Insert : DashboardTable.Update,
                        new
                        {
                            owner,
                            name,
                            from,
                            share = row.Share,
                            document,
                            updatedAt = row.UpdatedAt,
                            known = stored?.UpdatedAt,
                        },
                        cancellation
                    );
                    try
                    {
                        if (await connection.ExecuteAsync(write) > 0)
                            return new DashboardSaved(DashboardOutcome.Saved, row.Info());
                    }
                    catch (DbException) when (attempt < Attempts)
                    {
                        // Another silo may have added one of this name: the next look tells.
                    }
                }
                throw new TimeoutException("Others went on writing the same dashboard.");
            },
            cancellation
        );

    private static DashboardOutcome? Refusal(
        List<Row> all,
        Row? stored,
        string name,
        string from,
        DashboardKnown? known
    ) =>
        known is not null
        && (known.Exists != stored is not null || (known.UpdatedAt is { } at && at != stored?.Info().UpdatedAt))
            ? DashboardOutcome.Changed
        : from != name && stored is null ? DashboardOutcome.Missing
        : from != name && all.Exists(row => row.Name == name) ? DashboardOutcome.NameTaken
        : stored is null && all.Count >= IDashboardsGrain.Most ? DashboardOutcome.TooMany
        : null;

    private long NextRevision(Row? stored) =>
        Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), (stored?.UpdatedAt ?? 0) + 1);

    public Task<bool> RemoveAsync(string owner, string name, CancellationToken cancellation) =>
        table.UseAsync(
            async connection =>
                await connection.ExecuteAsync(
                    StoreTable.Command(DashboardTable.Delete, new { owner, name }, cancellation)
                ) > 0,
            cancellation
        );

    private Task<Dashboard?> OneAsync(string sql, object parameters, CancellationToken cancellation) =>
        table.UseAsync(
            async connection =>
                await connection.QuerySingleOrDefaultAsync<Row>(StoreTable.Command(sql, parameters, cancellation))
                    is { } row
                    ? new Dashboard(row.Info(), row.Document!)
                    : null,
            cancellation
        );

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Share { get; init; } = "";
        public long UpdatedAt { get; init; }
        public string? Document { get; init; }

        public DashboardInfo Info() => new(Name, Share, DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt).UtcDateTime);
    }
}

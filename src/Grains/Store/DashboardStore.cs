using System.Collections.Immutable;
using System.Security.Cryptography;
using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Own dashboards in the store.</summary>
internal sealed class DashboardStore(ApolloStore store, [DeskClock] TimeProvider time)
{
    private const string All =
        "SELECT name, share, updated_at AS UpdatedAt FROM apollo_dashboards WHERE owner = @owner ORDER BY name";
    private const string ByName =
        "SELECT name, share, updated_at AS UpdatedAt, document FROM apollo_dashboards "
        + "WHERE owner = @owner AND name = @name";
    private const string ByShare =
        "SELECT name, share, updated_at AS UpdatedAt, document FROM apollo_dashboards WHERE share = @share";
    private const string Shares = "SELECT share, owner, updated_at AS UpdatedAt FROM apollo_dashboards";
    private const string Insert =
        "INSERT INTO apollo_dashboards (owner, name, share, document, updated_at) "
        + "VALUES (@owner, @name, @share, @document, @updatedAt)";
    private const string Update =
        "UPDATE apollo_dashboards SET name = @name, document = @document, updated_at = @updatedAt "
        + "WHERE owner = @owner AND name = @from AND updated_at = @known";
    private const string Delete = "DELETE FROM apollo_dashboards WHERE owner = @owner AND name = @name";

    private const string Take =
        "UPDATE apollo_dashboards SET owner = @owner, name = @name WHERE owner = @other AND name = @from";

    private const int Attempts = 5;
    private const int LongestName = 60;

    /// <summary>An owner's dashboards, by name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<DashboardInfo>> AllAsync(string owner, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(All, new { owner })).Select(row => row.Info()).ToImmutableArray(),
            cancellation
        );

    /// <summary>An owner's dashboard of a name; null where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<Dashboard?> FindAsync(string owner, string name, CancellationToken cancellation) =>
        OneAsync(ByName, new { owner, name }, cancellation);

    /// <summary>The dashboard behind a link; null where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<Dashboard?> SharedAsync(string share, CancellationToken cancellation) =>
        OneAsync(ByShare, new { share }, cancellation);

    /// <summary>Whose each board is, and which revision it has, by its share.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<Dictionary<string, (string Owner, long Revision)>> SharesAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(Shares, new { })).ToDictionary(
                    row => row.Share,
                    row => (row.Owner, row.UpdatedAt)
                ),
            cancellation
        );

    /// <summary>
    /// Writes over the one of this name, else adds one. A row is written over only as it was read: whoever came between
    /// is seen.
    /// </summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    /// <exception cref="TimeoutException">Others went on writing the same dashboard.</exception>
    public async Task<DashboardSaved> SaveAsync(
        string owner,
        string name,
        string document,
        string? from,
        DashboardKnown? known,
        CancellationToken cancellation
    )
    {
        from ??= name;
        for (var attempt = 1; attempt <= Attempts; attempt++)
            if (await store.WriteAsync(SaveAsync, cancellation) is { } saved)
                return saved;
        throw new TimeoutException("Others went on writing the same dashboard.");

        async Task<DashboardSaved?> SaveAsync(StoreSession session)
        {
            var all = await session.QueryAsync<Row>(All, new { owner });
            var stored = all.Find(row => row.Name == from);
            if (Refusal(all, stored, name, from, known) is { } refusal)
                return new DashboardSaved(refusal);
            var row = new Row
            {
                Name = name,
                Share = stored?.Share ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                UpdatedAt = NextRevision(stored),
            };
            var written = await session.ExecuteAsync(
                stored is null ? Insert : Update,
                new
                {
                    owner,
                    name,
                    from,
                    share = row.Share,
                    document,
                    updatedAt = row.UpdatedAt,
                    known = stored?.UpdatedAt,
                }
            );
            return written > 0 ? new DashboardSaved(DashboardOutcome.Saved, row.Info()) : null;
        }
    }

    /// <summary>Removes a dashboard; false where there is none of this name.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string owner, string name, CancellationToken cancellation) =>
        store.WriteAsync(async session => await session.ExecuteAsync(Delete, new { owner, name }) > 0, cancellation);

    /// <summary>Gives an owner all of another's, under names that are free; links and revisions stay.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task TakeAsync(string owner, string other, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                var taken = (await session.QueryAsync<Row>(All, new { owner })).Select(row => row.Name).ToHashSet();
                var moved = await session.QueryAsync<Row>(All, new { owner = other });
                // Names that are free first, so that no number is given that another has by itself.
                foreach (var row in moved.OrderBy(row => taken.Contains(row.Name)))
                {
                    var name = Free(row.Name, taken);
                    taken.Add(name);
                    await session.ExecuteAsync(
                        Take,
                        new
                        {
                            owner,
                            other,
                            name,
                            from = row.Name,
                        }
                    );
                }
                return moved.Count;
            },
            cancellation
        );

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; taken.Contains(free); number++)
        {
            var end = string.Create(System.Globalization.CultureInfo.InvariantCulture, $" {number}");
            free = name.Within(LongestName - end.Length) + end;
        }
        return free;
    }

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

    private Task<Dashboard?> OneAsync(string sql, object parameters, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(sql, parameters)) is [var row]
                    ? new Dashboard(row.Info(), row.Document!)
                    : null,
            cancellation
        );

    private sealed class Row
    {
        private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

        public string Name { get; init; } = "";
        public string Share { get; init; } = "";
        public string Owner { get; init; } = "";
        public long UpdatedAt { get; init; }
        public string? Document { get; init; }

        // A time that another program wrote may lie outside of all calendars.
        public DashboardInfo Info() =>
            new(Name, Share, DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(UpdatedAt, 0, Latest)).UtcDateTime);
    }
}

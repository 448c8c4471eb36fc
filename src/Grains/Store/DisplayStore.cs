using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>A wall display as it is kept.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="SecretHash">SHA-256 of the television's secret, lower hexadecimal.</param>
/// <param name="Settings">How it is set up.</param>
/// <param name="PairedAt">Since when, UTC.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null = it is not.</param>
/// <param name="SeenAt">When it last said that it lives, within a minute; null = never.</param>
/// <param name="Version">Version of its program then.</param>
/// <param name="Revision">Unix ms.</param>
internal sealed record StoredDisplay(
    string Id,
    string SecretHash,
    DisplaySettings Settings,
    DateTime PairedAt,
    DateTime? RevokedAt,
    DateTime? SeenAt,
    string? Version,
    long Revision
);

/// <summary>The wall displays in the store.</summary>
internal sealed class DisplayStore(ApolloStore store)
{
    private const string All =
        "SELECT id, secret_hash AS SecretHash, settings, paired_at AS PairedAt, revoked_at AS RevokedAt, "
        + "seen_at AS SeenAt, program, revision FROM apollo_displays ORDER BY id";
    private const string Insert =
        "INSERT INTO apollo_displays (id, secret_hash, settings, paired_at, revision) "
        + "VALUES (@id, @secretHash, @settings, @pairedAt, @revision)";
    private const string Update =
        "UPDATE apollo_displays SET settings = @settings, revision = @revision "
        + "WHERE id = @id AND revision = @known AND revoked_at IS NULL";
    private const string Revoke =
        "UPDATE apollo_displays SET revoked_at = @at WHERE id = @id AND revision = @known AND revoked_at IS NULL";
    private const string Forget = "DELETE FROM apollo_displays WHERE revoked_at < @before";
    private const string Seen = "UPDATE apollo_displays SET seen_at = @at, program = @program WHERE id = @id";

    /// <summary>All displays, revoked ones too; those revoked before an instant are forgotten.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<StoredDisplay>> AllAsync(DateTime revokedBefore, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(Forget, new { before = Stamp(revokedBefore) });
                return (await session.QueryAsync<Row>(All, new { })).Select(row => row.Display()).ToImmutableArray();
            },
            cancellation
        );

    /// <summary>All displays that are not revoked.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<StoredDisplay>> ValidAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(All, new { }))
                    .Where(row => row.RevokedAt is null)
                    .Select(row => row.Display())
                    .ToImmutableArray(),
            cancellation
        );

    /// <summary>Adds a display.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(StoredDisplay display, CancellationToken cancellation) =>
        store.WriteAsync(
            session =>
                session.ExecuteAsync(
                    Insert,
                    new
                    {
                        id = display.Id,
                        secretHash = display.SecretHash,
                        settings = JsonSerializer.Serialize(display.Settings, CardJson.Options),
                        pairedAt = Stamp(display.PairedAt),
                        revision = display.Revision,
                    }
                ),
            cancellation
        );

    /// <summary>Sets a display up anew, as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> ChangeAsync(StoredDisplay display, long known, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    Update,
                    new
                    {
                        id = display.Id,
                        settings = JsonSerializer.Serialize(display.Settings, CardJson.Options),
                        revision = display.Revision,
                        known,
                    }
                ) > 0,
            cancellation
        );

    /// <summary>Revokes a display as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RevokeAsync(string id, long known, DateTime at, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    Revoke,
                    new
                    {
                        id,
                        known,
                        at = Stamp(at),
                    }
                ) > 0,
            cancellation
        );

    /// <summary>Keeps when displays last said that they live.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task SeenAsync(
        IEnumerable<(string Id, DateTime At, string? Version)> seen,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var (id, at, version) in seen)
                    await session.ExecuteAsync(
                        Seen,
                        new
                        {
                            id,
                            at = Stamp(at),
                            program = version,
                        }
                    );
                return true;
            },
            cancellation,
            patiently: true
        );

    private static long Stamp(DateTime instant) => new DateTimeOffset(instant).ToUnixTimeMilliseconds();

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string SecretHash { get; init; } = "";
        public string Settings { get; init; } = "";
        public long PairedAt { get; init; }
        public long? RevokedAt { get; init; }
        public long? SeenAt { get; init; }
        public string? Program { get; init; }
        public long Revision { get; init; }

        public StoredDisplay Display() =>
            new(
                Id,
                SecretHash,
                JsonSerializer.Deserialize<DisplaySettings>(Settings, CardJson.Options)!,
                Instant(PairedAt),
                RevokedAt is { } revoked ? Instant(revoked) : null,
                SeenAt is { } seen ? Instant(seen) : null,
                Program,
                Revision
            );

        private static DateTime Instant(long stamp) => DateTimeOffset.FromUnixTimeMilliseconds(stamp).UtcDateTime;
    }
}

using System.Text.Json;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>What a person chose of being told.</summary>
/// <param name="Person">Id.</param>
/// <param name="Settings">As they chose.</param>
/// <param name="SeenAt">When they were last here, UTC; null = never.</param>
/// <param name="Revision">Unix ms; 0 = as they come.</param>
internal sealed record StoredNotices(string Person, NoticeSettings Settings, DateTime? SeenAt, long Revision);

/// <summary>A browser that takes pushes, as the store keeps it.</summary>
internal sealed class StoredBrowser
{
    public string Id { get; init; } = "";
    public string Person { get; init; } = "";

    /// <summary>Name and address, encrypted.</summary>
    public string Document { get; init; } = "";

    public long CreatedAt { get; init; }
}

/// <summary>How people want to be told, and their browsers that take pushes; and Apollo's own secrets for it.</summary>
internal sealed class NoticeStore(ApolloStore store)
{
    private const string Select = "SELECT person, says, seen_at AS SeenAt, revision FROM apollo_notices";
    private const string One = Select + " WHERE person = @person";
    private const string Insert =
        "INSERT INTO apollo_notices (person, says, seen_at, revision) VALUES (@person, @says, @seenAt, @revision)";
    private const string Update =
        "UPDATE apollo_notices SET says = @says, revision = @revision WHERE person = @person AND revision = @known";
    private const string See =
        "UPDATE apollo_notices SET seen_at = @seenAt WHERE person = @person AND seen_at < @seenAt";
    private const string Browsers =
        "SELECT id, person, document, created_at AS CreatedAt FROM apollo_push WHERE person = @person "
        + "ORDER BY created_at, id";
    private const string AddBrowser =
        "INSERT INTO apollo_push (id, person, document, created_at) VALUES (@Id, @Person, @Document, @CreatedAt)";
    private const string DropBrowser = "DELETE FROM apollo_push WHERE id = @id AND person = @person";
    private const string DropAnyones = "DELETE FROM apollo_push WHERE id = @id";
    private const string Secret = "SELECT document FROM apollo_secrets WHERE name = @name";
    private const string AddSecret = "INSERT INTO apollo_secrets (name, document) VALUES (@name, @document)";

    /// <summary>What everybody chose who chose something.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<Dictionary<string, StoredNotices>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(Select, new { })).Select(Read).ToDictionary(one => one.Person),
            cancellation
        );

    /// <summary>What a person chose.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<StoredNotices> OfAsync(string person, CancellationToken cancellation) =>
        store.ReadAsync(session => OfAsync(session, person), cancellation);

    /// <summary>Writes over it as it was read; false where it is another one by now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> ChangeAsync(
        string person,
        NoticeSettings settings,
        long known,
        long revision,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                var says = JsonSerializer.Serialize(settings, CardJson.Options);
                await MakeAsync(session, person);
                return await session.ExecuteAsync(
                        Update,
                        new
                        {
                            person,
                            says,
                            revision,
                            known,
                        }
                    ) > 0;
            },
            cancellation
        );

    /// <summary>A person was here: what was sent before is seen.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task SawAsync(string person, DateTime at, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                await MakeAsync(session, person);
                await session.ExecuteAsync(See, new { person, seenAt = StoredTime.Of(at) });
                await DeliveryStore.SawAsync(session, person, at);
                return true;
            },
            cancellation
        );

    /// <summary>A person's browsers that take pushes, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<StoredBrowser>> BrowsersAsync(string person, CancellationToken cancellation) =>
        store.ReadAsync(session => session.QueryAsync<StoredBrowser>(Browsers, new { person }), cancellation);

    /// <summary>Adds a browser in the place of what was known of it; the oldest give way to it.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(StoredBrowser browser, int most, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                // Who signs in there now is told there, and nobody else.
                await session.ExecuteAsync(DropAnyones, new { id = browser.Id });
                var others = await session.QueryAsync<StoredBrowser>(Browsers, new { person = browser.Person });
                foreach (var old in others.Take(others.Count - most + 1))
                    await session.ExecuteAsync(DropAnyones, new { id = old.Id });
                return await session.ExecuteAsync(AddBrowser, browser);
            },
            cancellation
        );

    /// <summary>Removes a person's browser; false where there is none.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string person, string id, CancellationToken cancellation) =>
        store.WriteAsync(
            async session => await session.ExecuteAsync(DropBrowser, new { id, person }) > 0,
            cancellation
        );

    /// <summary>A secret of Apollo's own, encrypted: the one that is there, else one that is made.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<string> SecretAsync(string name, Func<string> make, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                if ((await session.QueryAsync<string>(Secret, new { name })) is [var known])
                    return known;
                var document = make();
                await session.ExecuteAsync(AddSecret, new { name, document });
                return document;
            },
            cancellation
        );

    private static async Task MakeAsync(StoreSession session, string person)
    {
        if ((await session.QueryAsync<Row>(One, new { person })).Count > 0)
            return;
        var says = JsonSerializer.Serialize(NoticeSettings.Default, CardJson.Options);
        await session.ExecuteAsync(
            Insert,
            new
            {
                person,
                says,
                seenAt = 0L,
                revision = 0L,
            }
        );
    }

    private static async Task<StoredNotices> OfAsync(StoreSession session, string person) =>
        (await session.QueryAsync<Row>(One, new { person })) is [var row]
            ? Read(row)
            : new StoredNotices(person, NoticeSettings.Default, null, 0);

    private static StoredNotices Read(Row row) =>
        new(
            row.Person,
            JsonSerializer.Deserialize<NoticeSettings>(row.Says, CardJson.Options)!,
            row.SeenAt == 0 ? null : StoredTime.Read(row.SeenAt),
            row.Revision
        );

    private sealed class Row
    {
        public string Person { get; init; } = "";
        public string Says { get; init; } = "";
        public long SeenAt { get; init; }
        public long Revision { get; init; }
    }
}

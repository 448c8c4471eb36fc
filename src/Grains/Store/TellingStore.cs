using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Somebody is to be told of an alert outside of Apollo's own pages.</summary>
/// <param name="Id">Made of the alert, why and when: whoever reckons again finds the same.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Alert">As it was then.</param>
/// <param name="Notify">Whom, and how.</param>
/// <param name="Message">What to do; null = nothing is said.</param>
internal sealed record AlertTelling(
    string Id,
    DateTime At,
    TellReason Reason,
    Alert Alert,
    ImmutableArray<AlertNotify> Notify,
    string? Message
);

/// <summary>
/// What is to be told, written beside the alert in one transaction. It stays after it was spread to people for as long
/// as it may be written again: so nobody is told twice.
/// </summary>
internal sealed class TellingStore(ApolloStore store, StoreSettings settings)
{
    private const int MostAtOnce = 100;
    private const string Known = "SELECT COUNT(*) FROM apollo_tellings WHERE id = @id";
    private const string Insert =
        "INSERT INTO apollo_tellings (id, desk, says, told_at, is_spread) VALUES (@id, @desk, @says, @toldAt, 0)";
    private const string Unspread =
        "SELECT says FROM apollo_tellings WHERE desk = @desk AND is_spread = 0 ORDER BY told_at, id ";
    private const string Spread = "UPDATE apollo_tellings SET is_spread = 1 WHERE id = @id AND is_spread = 0";
    private const string Forget =
        "DELETE FROM apollo_tellings WHERE desk = @desk AND is_spread = 1 AND told_at < @before";

    /// <summary>Writes what is to be told, beside other writes; what is there already stays.</summary>
    public static async Task AddAsync(StoreSession session, string desk, IEnumerable<AlertTelling> tellings)
    {
        foreach (var telling in tellings)
            if ((await session.QueryAsync<long>(Known, new { id = telling.Id }))[0] == 0)
                await session.ExecuteAsync(
                    Insert,
                    new
                    {
                        id = telling.Id,
                        desk,
                        says = JsonSerializer.Serialize(telling, CardJson.Options),
                        toldAt = StoredTime.Of(telling.At),
                    }
                );
    }

    /// <summary>The oldest that nobody was chosen for yet.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<List<AlertTelling>> UnspreadAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (
                    await session.QueryAsync<string>(
                        Unspread
                            + (
                                settings.Provider == DatabaseProvider.SqlServer
                                    ? "OFFSET 0 ROWS FETCH NEXT @most ROWS ONLY"
                                    : "LIMIT @most"
                            ),
                        new { desk, most = MostAtOnce }
                    )
                ).ConvertAll(says => JsonSerializer.Deserialize<AlertTelling>(says, CardJson.Options)!),
            cancellation,
            patiently: true
        );

    /// <summary>It is spread, beside other writes; false where another did it first.</summary>
    public static async Task<bool> SpreadAsync(StoreSession session, string id) =>
        await session.ExecuteAsync(Spread, new { id }) > 0;

    /// <summary>Forgets those that are spread and old, beside other writes.</summary>
    public static Task ForgetAsync(StoreSession session, string desk, DateTime before) =>
        session.ExecuteAsync(Forget, new { desk, before = StoredTime.Of(before) });
}

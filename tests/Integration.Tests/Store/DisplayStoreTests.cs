using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>The wall displays on a real database: the same tests on every provider.</summary>
public abstract class DisplayStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task A_display_is_there_after_a_restart_sign_by_sign_and_is_written_over_only_as_it_was_read()
    {
        var display = Some("a");
        await Store().AddAsync(display, default);
        await Store().SeenAsync([("a", At.AddMinutes(1), "Größe 😀")], default);
        var seen = display with { SeenAt = At.AddMinutes(1), Version = "Größe 😀" };
        AssertSame(seen, Assert.Single(await Store().ValidAsync(default)));

        var second = seen with { Revision = 6, Settings = display.Settings with { Night = null, Seconds = 7 } };
        Assert.False(await Store().ChangeAsync(second, 4, default));
        Assert.True(await Store().ChangeAsync(second, 5, default));
        AssertSame(second, Assert.Single(await Store().ValidAsync(default)));
    }

    [SkippableFact]
    public async Task A_revoked_display_is_no_display_any_more_and_is_forgotten_after_a_while()
    {
        await Store().AddAsync(Some("a"), default);
        await Store().AddAsync(Some("b"), default);
        Assert.False(await Store().RevokeAsync("a", 4, At, default));
        Assert.True(await Store().RevokeAsync("a", 5, At, default));
        Assert.False(await Store().RevokeAsync("a", 5, At, default));
        Assert.False(await Store().ChangeAsync(Some("a") with { Revision = 6 }, 5, default));
        Assert.Equal("b", Assert.Single(await Store().ValidAsync(default)).Id);
        Assert.Equal([At, null], (await Store().AllAsync(At, default)).Select(display => display.RevokedAt));
        Assert.Equal("b", Assert.Single(await Store().AllAsync(At.AddMilliseconds(1), default)).Id);
    }

    private static void AssertSame(StoredDisplay expected, StoredDisplay actual)
    {
        Assert.Equal(expected.Settings.Pages.Select(Text), actual.Settings.Pages.Select(Text));
        Assert.Equal(
            expected with
            {
                Settings = expected.Settings with { Pages = [] },
            },
            actual with
            {
                Settings = actual.Settings with { Pages = [] },
            }
        );

        static string Text(DisplayPage page) => $"{page with { Cards = null }} {string.Join(',', page.Cards ?? [])}";
    }

    private static StoredDisplay Some(string id) =>
        new(
            id,
            new string(id[0], 64),
            new DisplaySettings(
                "Größe '1' 😀",
                "Δ",
                [
                    new DisplayPage("north", "All", ["open-tickets", "overdue"]),
                    new DisplayPage("south", Table: "team"),
                    new DisplayPage("south", Show: PageShow.Alerts),
                ],
                20,
                new DisplayNight("20:00", "06:00", Black: true),
                0.5,
                43.5,
                Sound: true
            ),
            At,
            null,
            null,
            null,
            5
        );

    private DisplayStore Store() => new OpenStore(Settings).Displays;
}

public sealed class DisplayStoreSqlite() : DisplayStoreTests("Sqlite");

public sealed class DisplayStorePostgreSql() : DisplayStoreTests("PostgreSql");

public sealed class DisplayStoreMySql() : DisplayStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class DisplayStoreSqlServer() : DisplayStoreTests("SqlServer");

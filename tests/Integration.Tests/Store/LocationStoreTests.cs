using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>The looks of locations on a real database: the same tests on every provider.</summary>
public abstract class LocationStoreTests(string provider) : OnADatabase(provider)
{
    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task Looks_are_there_after_a_restart_sign_by_sign_each_desk_its_own()
    {
        LocationLook[] looks =
        [
            new("Lyon", 0, "LYO"),
            new("lyon", 1, "LYN"),
            new("Zürich '1' 😀", 2, "ZUR"),
            new("Αθήνα", 3, "ΑΘΗ"),
            new(new string('x', ILocationsGrain.LongestName), 4, "LNG"),
        ];
        await Store().AddAsync("north", looks, default);
        await Store().AddAsync("south", [new LocationLook("Lyon", 0, "LYS")], default);
        Assert.Equal(looks, await Store().AllAsync("north", default));
        Assert.Equal(new LocationLook("Lyon", 0, "LYS"), Assert.Single(await Store().AllAsync("south", default)));
        Assert.Empty(await Store().AllAsync("North", default));
    }

    [SkippableFact]
    public async Task A_code_is_changed_for_one_location_of_one_desk()
    {
        await Store().AddAsync("north", [new("Lyon", 0, "LYO"), new("lyon", 1, "LYN")], default);
        await Store().AddAsync("south", [new("Lyon", 0, "LYO")], default);
        Assert.True(await Store().RecodeAsync("north", "Lyon", "L1", default));
        Assert.False(await Store().RecodeAsync("north", "Paris", "P1", default));
        Assert.Equal(["L1", "LYN"], (await Store().AllAsync("north", default)).Select(look => look.Code));
        Assert.Equal("LYO", Assert.Single(await Store().AllAsync("south", default)).Code);
    }

    [SkippableFact]
    public async Task Of_several_that_are_added_together_all_are_kept_or_none()
    {
        await Store().AddAsync("north", [new("Lyon", 0, "LYO")], default);
        await Assert.ThrowsAsync<StoreException>(() =>
            Store().AddAsync("north", [new("Paris", 1, "PAR"), new("Lyon", 2, "LYN")], default)
        );
        Assert.Equal("Lyon", Assert.Single(await Store().AllAsync("north", default)).Name);
    }

    private LocationStore Store() => new OpenStore(Settings).Locations;
}

public sealed class LocationStoreSqlite() : LocationStoreTests("Sqlite");

public sealed class LocationStorePostgreSql() : LocationStoreTests("PostgreSql");

public sealed class LocationStoreMySql() : LocationStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class LocationStoreSqlServer() : LocationStoreTests("SqlServer");

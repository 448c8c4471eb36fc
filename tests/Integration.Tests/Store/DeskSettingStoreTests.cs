using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>What people set of a desk, on a real database: the same tests on every provider.</summary>
public abstract class DeskSettingStoreTests(string provider) : OnADatabase(provider)
{
    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task A_document_is_written_over_only_as_it_was_read_each_desk_its_own()
    {
        var store = new OpenStore(Settings).DeskSettings;
        Assert.Null(await store.FindAsync<DeskLimits>("north", "limits", default));
        var first = new DeskLimits(
            5,
            [new SetLimits("overdue", "team:Größe 😀", new Thresholds(0.1, null), "Ana", 5, [])]
        );
        Assert.True(await store.SaveAsync("north", "limits", first, 5, 0, default));
        Assert.False(await store.SaveAsync("north", "limits", first, 6, 0, default));
        Assert.False(await store.SaveAsync("north", "limits", DeskLimits.None, 6, 4, default));
        store = new OpenStore(Settings).DeskSettings;
        var read = await store.FindAsync<DeskLimits>("north", "limits", default);
        Assert.Equal((5, "team:Größe 😀"), (read!.Revision, read.All[0].Group));
        Assert.Equal(new Thresholds(0.1, null), read.All[0].Limits);
        Assert.True(await store.SaveAsync("north", "limits", DeskLimits.None, 6, 5, default));
        Assert.Empty((await store.FindAsync<DeskLimits>("north", "limits", default))!.All);
        Assert.Null(await store.FindAsync<DeskLimits>("North", "limits", default));
    }
}

public sealed class DeskSettingStoreSqlite() : DeskSettingStoreTests("Sqlite");

public sealed class DeskSettingStorePostgreSql() : DeskSettingStoreTests("PostgreSql");

public sealed class DeskSettingStoreMySql() : DeskSettingStoreTests("MySql");

/// <summary>Runs wherever <c>APOLLO_TEST_SQLSERVER</c> is set; elsewhere reported as skipped.</summary>
public sealed class DeskSettingStoreSqlServer() : DeskSettingStoreTests("SqlServer");

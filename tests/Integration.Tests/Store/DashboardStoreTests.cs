using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Store;

/// <summary>Own dashboards on a real database: the same tests on every provider.</summary>
public abstract class DashboardStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, 123, DateTimeKind.Utc);
    private readonly FakeTimeProvider time = new(Start);

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task What_is_kept_is_there_after_a_restart_sign_by_sign()
    {
        const string Title = "naïve ✓ 😀 'quoted' ; DROP TABLE apollo_dashboards --";
        var document = $$"""{"title":"{{Title}}","long":"{{new string('é', 60_000)}}"}""";
        var saved = await SaveAsync(Store(), "ana", "Ligne 😀 '1'", document);
        var again = Store();

        Assert.Equal(DashboardOutcome.Saved, saved.Outcome);
        Assert.Equal(
            new DashboardInfo("Ligne 😀 '1'", saved.Info!.Share, Start),
            Assert.Single(await again.AllAsync("ana", default))
        );
        Assert.Equal(new Dashboard(saved.Info, document), await again.FindAsync("ana", "Ligne 😀 '1'", default));
        Assert.Equal(new Dashboard(saved.Info, document), await again.SharedAsync(saved.Info.Share, default));
        Assert.Equal(DateTimeKind.Utc, saved.Info.UpdatedAt.Kind);
    }

    [SkippableFact]
    public async Task Saving_again_writes_over_and_keeps_the_link()
    {
        var store = Store();
        var first = await SaveAsync(store, "ana", "A", "1");
        time.Advance(TimeSpan.FromMinutes(1));
        var second = await SaveAsync(store, "ana", "A", "2");

        Assert.Equal(first.Info! with { UpdatedAt = Start.AddMinutes(1) }, second.Info);
        Assert.Equal("2", (await store.SharedAsync(first.Info.Share, default))!.Document);
        Assert.Single(await store.AllAsync("ana", default));
    }

    [SkippableFact]
    public async Task Owners_and_names_that_differ_in_case_or_accent_alone_are_different()
    {
        var store = Store();
        foreach (var name in (string[])["lyon", "Lyon", "lyôn"])
            await SaveAsync(store, "ana", name, name);
        await SaveAsync(store, "Ana", "lyon", "other");

        Assert.Equal(3, (await store.AllAsync("ana", default)).Length);
        Assert.Equal("Lyon", (await store.FindAsync("ana", "Lyon", default))!.Document);
        Assert.Equal("other", (await store.FindAsync("Ana", "lyon", default))!.Document);
        Assert.Empty(await store.AllAsync("bob", default));
        Assert.Null(await store.FindAsync("bob", "lyon", default));
    }

    [SkippableFact]
    public async Task A_renamed_one_keeps_its_link_and_takes_no_others_place()
    {
        var store = Store();
        var old = await SaveAsync(store, "ana", "Old", "1");
        await SaveAsync(store, "ana", "Taken", "t");

        Assert.Equal(
            DashboardOutcome.NameTaken,
            (await store.SaveAsync("ana", "Taken", "2", "Old", null, default)).Outcome
        );
        Assert.Equal(
            DashboardOutcome.Missing,
            (await store.SaveAsync("ana", "New", "2", "Never", null, default)).Outcome
        );
        Assert.Equal(old.Info!.Share, (await store.SaveAsync("ana", "New", "2", "Old", null, default)).Info!.Share);
        Assert.Equal(["New", "Taken"], (await store.AllAsync("ana", default)).Select(one => one.Name).Order());
        Assert.Equal("t", (await store.FindAsync("ana", "Taken", default))!.Document);
    }

    [SkippableFact]
    public async Task Who_knows_another_revision_than_the_stored_one_writes_over_nothing()
    {
        var store = Store();
        // The clock stands still: two saves of one millisecond are two revisions all the same.
        var first = (await SaveAsync(store, "ana", "A", "1")).Info!;
        var second = (await store.SaveAsync("ana", "A", "2", null, Known(first), default)).Info!;

        Assert.True(second.UpdatedAt > first.UpdatedAt);
        Assert.Equal(
            new DashboardSaved(DashboardOutcome.Changed),
            await store.SaveAsync("ana", "A", "late", null, Known(first), default)
        );
        Assert.Equal(
            new DashboardSaved(DashboardOutcome.Changed),
            await store.SaveAsync("ana", "B", "late", "A", Known(first), default)
        );
        Assert.Equal(new Dashboard(second, "2"), await store.FindAsync("ana", "A", default));
        Assert.Equal(
            DashboardOutcome.Saved,
            (await store.SaveAsync("ana", "B", "3", "A", Known(second), default)).Outcome
        );
    }

    [SkippableFact]
    public async Task What_must_be_new_or_there_is_checked()
    {
        var store = Store();
        Assert.Equal(
            DashboardOutcome.Changed,
            (await store.SaveAsync("ana", "A", "1", null, new DashboardKnown(true), default)).Outcome
        );
        Assert.Equal(
            DashboardOutcome.Changed,
            (await store.SaveAsync("ana", "A", "1", null, new DashboardKnown(true, Start), default)).Outcome
        );
        Assert.Equal(
            DashboardOutcome.Saved,
            (await store.SaveAsync("ana", "A", "1", null, new DashboardKnown(false), default)).Outcome
        );
        Assert.Equal(
            DashboardOutcome.Changed,
            (await store.SaveAsync("ana", "A", "2", null, new DashboardKnown(false), default)).Outcome
        );
        Assert.Equal(
            DashboardOutcome.Saved,
            (await store.SaveAsync("ana", "A", "3", null, new DashboardKnown(true), default)).Outcome
        );
    }

    [SkippableFact]
    public async Task Of_several_stores_that_write_over_the_same_revision_at_once_one_does()
    {
        var known = Known((await SaveAsync(Store(), "ana", "A", "0")).Info!);
        var saved = await Task.WhenAll(
            Enumerable.Range(1, 6).Select(number => Store().SaveAsync("ana", "A", $"{number}", null, known, default))
        );

        var winner = Array.FindIndex(saved, one => one.Outcome == DashboardOutcome.Saved);
        Assert.All(saved.Where((_, at) => at != winner), one => Assert.Equal(DashboardOutcome.Changed, one.Outcome));
        Assert.Equal(new Dashboard(saved[winner].Info!, $"{winner + 1}"), await Store().FindAsync("ana", "A", default));
    }

    [SkippableFact]
    public async Task Of_several_stores_that_add_the_same_name_at_once_one_does()
    {
        await Store().AllAsync("ana", default);
        var saved = await Task.WhenAll(
            Enumerable
                .Range(1, 6)
                .Select(number => Store().SaveAsync("ana", "A", $"{number}", null, new DashboardKnown(false), default))
        );

        Assert.Equal(
            DashboardOutcome.Saved,
            Assert.Single(saved, one => one.Outcome != DashboardOutcome.Changed).Outcome
        );
    }

    [SkippableFact]
    public async Task A_deleted_one_is_gone_with_its_link()
    {
        var store = Store();
        var saved = await SaveAsync(store, "ana", "A", "1");

        Assert.False(await store.RemoveAsync("bob", "A", default));
        Assert.True(await store.RemoveAsync("ana", "A", default));
        Assert.False(await store.RemoveAsync("ana", "A", default));
        Assert.Null(await store.SharedAsync(saved.Info!.Share, default));
    }

    [SkippableFact]
    public async Task The_fifty_first_is_refused_and_the_fifty_can_still_change()
    {
        var store = Store();
        for (var number = 0; number < IDashboardsGrain.Most; number++)
            await SaveAsync(store, "ana", $"B{number}", "1");

        Assert.Equal(DashboardOutcome.TooMany, (await SaveAsync(store, "ana", "One more", "1")).Outcome);
        Assert.Equal(DashboardOutcome.Saved, (await SaveAsync(store, "ana", "B7", "2")).Outcome);
        Assert.Equal(DashboardOutcome.Saved, (await SaveAsync(store, "bob", "One more", "1")).Outcome);
    }

    private DashboardStore Store() => new OpenStore(Settings, time).Boards;

    private static DashboardKnown Known(DashboardInfo info) => new(true, info.UpdatedAt);

    private static Task<DashboardSaved> SaveAsync(DashboardStore store, string owner, string name, string document) =>
        store.SaveAsync(owner, name, document, null, null, default);
}

public sealed class DashboardStoreSqlite() : DashboardStoreTests("Sqlite");

public sealed class DashboardStorePostgreSql() : DashboardStoreTests("PostgreSql");

public sealed class DashboardStoreMySql() : DashboardStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class DashboardStoreSqlServer() : DashboardStoreTests("SqlServer");

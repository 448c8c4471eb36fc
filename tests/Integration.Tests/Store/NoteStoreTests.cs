using Apollo.Grains.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Store;

/// <summary>The notes on a real database: the same tests on every provider.</summary>
public abstract class NoteStoreTests(string provider) : OnADatabase(provider)
{
    private static readonly DateTime At = new(2026, 3, 10, 8, 0, 0, 123, DateTimeKind.Utc);

    private StoreSettings Settings => new(DatabaseProvider, Itsm.ConnectionString);

    [SkippableFact]
    public async Task Notes_are_there_after_a_restart_sign_by_sign_each_desk_its_own()
    {
        Note[] notes =
        [
            new("0196-a", new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc), null, "Größe '1' 😀", "", 1),
            new("0196-b", At, At.AddMilliseconds(1), new string('é', INotesGrain.LongestText), "ana@example.com", 2),
            new("0196-c", new DateTime(2199, 12, 31, 23, 59, 59, DateTimeKind.Utc), null, "Δ", "", long.MaxValue),
        ];
        foreach (var note in notes.Reverse())
            await Store().AddAsync("north", note, default);
        await Store().AddAsync("south", notes[0] with { Text = "other" }, default);
        Assert.Equal(notes, await Store().AllAsync("north", default));
        Assert.Equal("other", Assert.Single(await Store().AllAsync("south", default)).Text);
        Assert.Empty(await Store().AllAsync("North", default));
    }

    [SkippableFact]
    public async Task A_note_is_changed_or_removed_only_as_it_was_read()
    {
        var note = new Note("0196-a", At, null, "first", "ana", 5);
        await Store().AddAsync("north", note, default);
        var second = note with { Text = "second", Until = At.AddHours(1), Revision = 6 };
        Assert.False(await Store().ChangeAsync("north", second, 4, default));
        Assert.False(await Store().ChangeAsync("south", second, 5, default));
        Assert.True(await Store().ChangeAsync("north", second, 5, default));
        Assert.Equal((Note[])[second], await Store().AllAsync("north", default));
        Assert.False(await Store().RemoveAsync("north", note.Id, 5, default));
        Assert.True(await Store().RemoveAsync("north", note.Id, 6, default));
        Assert.Empty(await Store().AllAsync("north", default));
    }

    private NoteStore Store() => new OpenStore(Settings).Notes;
}

public sealed class NoteStoreSqlite() : NoteStoreTests("Sqlite");

public sealed class NoteStorePostgreSql() : NoteStoreTests("PostgreSql");

public sealed class NoteStoreMySql() : NoteStoreTests("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class NoteStoreSqlServer() : NoteStoreTests("SqlServer");

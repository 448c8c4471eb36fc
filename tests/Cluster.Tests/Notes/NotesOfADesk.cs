using Apollo.Cluster.Tests.Support;
using Apollo.Model;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Cluster.Tests.Notes;

/// <summary>The notes on a desk's time line, kept by a running silo.</summary>
public sealed class NotesOfADesk
{
    [Fact]
    public async Task Are_kept_in_order_each_desk_its_own_and_told_once_for_each_change()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var north = cluster.Silos.Client.GetGrain<INotesGrain>("north");
        var none = (await north.LatestAfter(null, default))!;
        Assert.Empty(none.Notes);
        Assert.Null(await north.LatestAfter(none.Position, default));

        var later = (await north.Add(new NoteDraft(cluster.Now, null, "later"), "ana", default)).Note!;
        var draft = new NoteDraft(cluster.Now.AddHours(-1), cluster.Now, "earlier");
        var earlier = (await north.Add(draft, "", default)).Note!;
        var two = (await north.LatestAfter(none.Position, default))!;
        Assert.Equal((Note[])[earlier, later], two.Notes);
        Assert.Empty(await cluster.Silos.Client.GetGrain<INotesGrain>("south").NotesBetween(null, null, default));

        var changed = await north.Change(later.Id, draft with { Text = "changed" }, later.Revision, default);
        Assert.Equal("ana", changed.Note!.By);
        Assert.True(changed.Note.Revision > later.Revision);
        Assert.Equal(NoteOutcome.Changed, (await north.Change(later.Id, draft, later.Revision, default)).Outcome);
        Assert.Equal(NoteOutcome.Changed, await north.Remove(later.Id, later.Revision, default));
        Assert.Equal(NoteOutcome.Done, await north.Remove(earlier.Id, null, default));
        Assert.Equal(NoteOutcome.Missing, await north.Remove(earlier.Id, null, default));
        Assert.Equal((Note[])[changed.Note], await north.NotesBetween(null, null, default));
        Assert.NotEqual(two.Position, (await north.LatestAfter(two.Position, default))!.Position);
    }

    [Fact]
    public async Task Are_at_most_as_many_as_a_desk_may_have()
    {
        await using var cluster = await DeskCluster.PrepareAsync();
        await cluster.StartAsync();
        var notes = cluster.Silos.Client.GetGrain<INotesGrain>("north");
        var draft = new NoteDraft(cluster.Now, null, "x");
        await FillAsync(cluster, INotesGrain.Most - 1);
        Assert.Equal(NoteOutcome.Done, (await notes.Add(draft, "", default)).Outcome);
        Assert.Equal(NoteOutcome.TooMany, (await notes.Add(draft, "", default)).Outcome);
        Assert.Equal(INotesGrain.Latest, (await notes.LatestAfter(null, default))!.Notes.Length);
    }

    private static async Task FillAsync(DeskCluster cluster, int count)
    {
        await using var store = new SqliteConnection($"Data Source={cluster.StoreFile}");
        await store.ExecuteAsync(
            """
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @count)
            INSERT INTO apollo_notes (desk, id, happened_at, says, written_by, revision)
            SELECT 'north', 'n' || n, n, 'x', '', 1 FROM numbers
            """,
            new { count }
        );
    }
}

using Apollo.Grains.Databases;
using Apollo.Grains.Engine;
using Apollo.Grains.Store;
using Apollo.Model;
using Apollo.Servers;
using Dapper;

namespace Apollo.Integration.Tests.Store;

/// <summary>A copy of the embedded store, taken while Apollo runs, and what comes back from it.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_taken_while_writes_go_on_is_the_store_of_one_instant()
    {
        using var folder = new ScratchFolder();
        using var stop = new CancellationTokenSource();
        using var store = new OpenStore(Settings(folder.File("apollo.db")));
        await store.Start.StartAsync(default);
        await store.Boards.SaveAsync("ana", "Lyon 😀", new string('é', 60_000), null, null, default);
        await store.Moves.BeginAsync("north", "overdue", DateTime.UtcNow, Keys(20_000), default);
        // Two rows that are always written together, and one after them.
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; !stop.IsCancellationRequested; written++)
            {
                await store.Locations.AddAsync(
                    $"desk{written}",
                    [new LocationLook("a", 0, "A"), new LocationLook("b", 1, "B")],
                    default
                );
                await store.Moves.AppendAsync(
                    "north",
                    "overdue",
                    new MoveBatch(written + 1, DateTime.UtcNow, []),
                    default
                );
            }
        });
        await Eventually.IsTrueAsync(() => written > 20, "rows are written");

        var (code, output) = await BackUpAsync(folder, "copy.db");
        Assert.Equal((0, ""), (code, output.Error));
        Assert.Contains("copy.db", output.Text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("copy.db")));
        var after = written;
        await Eventually.IsTrueAsync(() => written > after + 5, "writing goes on");
        await stop.CancelAsync();
        await writing;

        // Restored as the documents say: the copy in the place of the file.
        using var restored = new ScratchFolder();
        File.Copy(folder.File("copy.db"), restored.File("apollo.db"));
        using var later = new OpenStore(Settings(restored.File("apollo.db")));
        await later.Start.StartAsync(default);
        Assert.Equal(
            await store.Boards.FindAsync("ana", "Lyon 😀", default),
            await later.Boards.FindAsync("ana", "Lyon 😀", default)
        );
        var known = (await later.Moves.LoadAsync("north", "overdue", default))!;
        Assert.Equal(20_000, known.Counted.Count);
        await using var connection = await DatabaseDriver
            .Of(DatabaseProvider.Sqlite)
            .OpenAsync($"Data Source={folder.File("copy.db")}", DatabaseAccess.Read, default);
        Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        var desks = (
            await connection.QueryAsync<(string Desk, long Rows)>(
                "SELECT desk, COUNT(*) FROM apollo_locations GROUP BY desk"
            )
        ).ToList();
        Assert.InRange(desks.Count, 20, after + 1);
        Assert.InRange(known.Batches.Length, desks.Count - 1, desks.Count);
        Assert.Equal(
            Enumerable.Range(1, known.Batches.Length).Select(number => (long)number),
            known.Batches.Select(batch => batch.Number)
        );
        Assert.All(desks, desk => Assert.Equal(2, desk.Rows));
        Assert.Equal(
            Enumerable.Range(0, desks.Count).Select(number => $"desk{number}").Order(StringComparer.Ordinal),
            desks.Select(desk => desk.Desk).Order(StringComparer.Ordinal)
        );
        Assert.Empty(store.Log.Of(Microsoft.Extensions.Logging.LogLevel.Error));
    }

    [Fact]
    public async Task What_cannot_be_backed_up_is_said_in_one_line_with_its_mend()
    {
        using var folder = new ScratchFolder();
        await SaysAsync(
            await BackUpAsync(folder, "copy.db"),
            $"there is no store at {folder.File("apollo.db")}: "
                + "name the folder of the running Apollo by --Apollo:DataFolder."
        );
        using var store = new OpenStore(Settings(folder.File("apollo.db")));
        await store.Start.StartAsync(default);
        await File.WriteAllTextAsync(folder.File("copy.db"), "precious");
        await SaysAsync(
            await BackUpAsync(folder, "copy.db"),
            $"{folder.File("copy.db")} is there already: name a new file."
        );
        Assert.Equal("precious", await File.ReadAllTextAsync(folder.File("copy.db")));
        await SaysAsync(
            await BackUpAsync(folder, "nowhere/copy.db"),
            $"there is no folder {folder.File("nowhere")}: make it first."
        );
        await SaysAsync(
            await BackUpAsync(
                folder,
                "other.db",
                "--Apollo:Store:Provider=PostgreSql",
                "--Apollo:Store:ConnectionString=Host=x;Password=hunter2"
            ),
            "this is for the embedded store; back up PostgreSql by its own tool: pg_dump."
        );
        await SaysAsync(
            await BackUpAsync(folder, "other.db", "--Apollo:Store:Provder=Sqlite"),
            "Apollo:Store:Provder is unknown: did you mean Apollo:Store:Provider?"
        );
        var (code, usage) = await ApolloProcess.RunAsync("Silo", "backup");
        Assert.Equal((2, "Usage: backup FILE"), (code, usage.Error.Trim()));

        static Task SaysAsync((int Code, (string Text, string Error) Said) answer, string line)
        {
            Assert.Equal(1, answer.Code);
            Assert.StartsWith("No backup: " + line, answer.Said.Error, StringComparison.Ordinal);
            Assert.Single(answer.Said.Error.Trim().Split('\n'));
            Assert.Equal("", answer.Said.Text);
            return Task.CompletedTask;
        }
    }

    private static Task<(int Code, (string Text, string Error) Said)> BackUpAsync(
        ScratchFolder folder,
        string file,
        params string[] more
    ) => ApolloProcess.RunAsync("Silo", ["backup", folder.File(file), "--Apollo:DataFolder", folder.Path, .. more]);

    private static StoreSettings Settings(string file) => new(DatabaseProvider.Sqlite, $"Data Source={file}");

    private static IReadOnlyCollection<RowKey> Keys(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new RowKey($"INC{number:0000000}", null))];
}

using Apollo.Grains.Databases;
using Apollo.Grains.Store;
using Apollo.Servers;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Integration.Tests.Store;

/// <summary>The page on privacy names every table of the store, and every column that may hold a person.</summary>
public sealed class PrivacyDocument
{
    /// <summary>Columns of people: by these names a new table is likely to have some.</summary>
    private static readonly string[] Personal =
    [
        "address",
        "browser",
        "email",
        "login",
        "made_by",
        "owner",
        "password_hash",
        "person",
        "who",
        "written_by",
    ];

    [Fact]
    public async Task Every_column_that_may_hold_a_person_stands_in_the_row_of_its_table()
    {
        using var folder = new ScratchFolder();
        var source = $"Data Source={folder.File("store.db")}";
        using (var store = new OpenStore(new StoreSettings(DatabaseProvider.Sqlite, source)))
            await store.Start.StartAsync(default);
        await using var connection = new SqliteConnection(source);
        var columns = await connection.QueryAsync<(string Table, string Column)>(
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        );
        SqliteConnection.ClearAllPools();
        var lines = await File.ReadAllLinesAsync(Path.Combine(Root(), "docs", "privacy.md"));
        var wanted = columns.Where(one => Personal.Contains(one.Column)).ToList();
        Assert.True(wanted.Count >= Personal.Length);
        foreach (var (table, column) in wanted)
            Assert.True(
                lines.Any(line => line.StartsWith($"| `{table}`", default) && line.Contains($"`{column}`", default)),
                $"docs/privacy.md does not say what {table}.{column} holds of people, and until when."
            );
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Apollo.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}

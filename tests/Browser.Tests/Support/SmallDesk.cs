using Apollo.Servers;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Browser.Tests.Support;

/// <summary>Apollo as people run it over an SQLite ITSM that the test writes to by a connection of its own.</summary>
internal sealed class SmallDesk : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();

    private SmallDesk() => ConnectionString = $"Data Source={folder.File("itsm.db")}";

    public ApolloProcess Apollo { get; private set; } = null!;

    private string ConnectionString { get; }

    public static async Task<SmallDesk> StartAsync()
    {
        var desk = new SmallDesk();
        await DeskDatabase.Of("Sqlite", desk.ConnectionString).CreateSchemaAsync(CancellationToken.None);
        await desk.InsertAsync("INC-1");
        desk.Apollo = await ApolloProcess.StartAsync(new Dictionary<string, string>
        {
            ["Apollo:Desks:0:Id"] = "small",
            ["Apollo:Desks:0:Name"] = "Small desk",
            ["Apollo:Desks:0:TimeZone"] = "Europe/Paris",
            ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
            ["Apollo:Desks:0:Itsm:ConnectionString"] = desk.ConnectionString,
        });
        return desk;
    }

    public async Task InsertAsync(string id)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.ExecuteAsync(
            """
            INSERT INTO tickets (id, kind, state, priority, team, opened_at, updated_at)
            VALUES (@id, 'incident', 'open', 3, 'Network', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
            """, new { id });
    }

    public async ValueTask DisposeAsync()
    {
        if (Apollo is not null) await Apollo.DisposeAsync();
        folder.Dispose();
    }
}

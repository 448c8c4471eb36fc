using System.Text.Json;
using Apollo.Servers;
using Microsoft.Data.Sqlite;

namespace Apollo.Web.Tests.Support;

/// <summary>Apollo as people run it, with one small desk on SQLite whose numbers are known.</summary>
public sealed class RunningDesk : IAsyncLifetime
{
    public const string Secret = "Password=do-not-show-this";

    private readonly ScratchFolder folder = new();

    internal ApolloProcess Apollo { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal Uri Address => Apollo.Address;

    public async Task InitializeAsync()
    {
        var file = folder.File("itsm.db");
        await global::Apollo
            .Simulator.Database.DeskDatabase.Of("Sqlite", $"Data Source={file}")
            .CreateSchemaAsync(CancellationToken.None);
        await ExecuteAsync(
            file,
            """
            INSERT INTO tickets (id, kind, state, priority, team, opened_at, updated_at)
            SELECT column1, 'incident', column2, column3, column4,
                   strftime('%Y-%m-%dT%H:%M:%fZ', 'now', column5), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
            FROM (VALUES
              ('INC-1', 'open', 1, 'Network', '-2 hours'),
              ('INC-2', 'new', 3, NULL, '-1 hours'),
              ('INC-X', 'odd', 3, NULL, '-1 hours'));
            """
        );
        Apollo = await ApolloProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "small",
                ["Apollo:Desks:0:Name"] = "Small desk",
                ["Apollo:Desks:0:Thresholds:open-tickets:Warning"] = "2",
                ["Apollo:Desks:0:Itsm:Provider"] = "Sqlite",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = $"Data Source={file}",
                ["Apollo:Desks:1:Id"] = "broken",
                ["Apollo:Desks:1:Itsm:Provider"] = "PostgreSql",
                ["Apollo:Desks:1:Itsm:ConnectionString"] = $"Host=127.0.0.1;Port=1;Username=x;{Secret}",
            }
        );
        Http = new HttpClient { BaseAddress = Address };
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await Http.GetAsync(new Uri("api/desks/small/kpis", UriKind.Relative));
                return answer.StatusCode == System.Net.HttpStatusCode.OK;
            },
            () => "the small desk has its numbers."
        );
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Apollo.DisposeAsync();
        folder.Dispose();
    }

    internal async Task<(int Status, JsonElement Body, string Text)> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        return (
            (int)answer.StatusCode,
            text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default,
            text
        );
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

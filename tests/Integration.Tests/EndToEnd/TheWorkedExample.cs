using System.Text.RegularExpressions;
using Apollo.Grains.Catalogue;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;

namespace Apollo.Integration.Tests.EndToEnd;

/// <summary>
/// The worked example of docs/connect-an-itsm.md, taken from there and read by a real Apollo: seconds since 1970, a
/// wall time without a zone, several rows a ticket.
/// </summary>
public sealed partial class TheWorkedExample : IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private Itsm itsm = null!;
    private ApolloInside apollo = null!;
    private Api api = null!;

    public async Task InitializeAsync()
    {
        itsm = await Itsm.CreateAsync("PostgreSql", folder);
        ApolloSystem.CopyTo(folder);
        var text = await File.ReadAllTextAsync(Repository.PathOf("docs", "connect-an-itsm.md"));
        var example = text.Split("## A worked example")[1].Split("\n## ")[0];
        var blocks = Block().Matches(example).ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value);
        Assert.Equal(5, blocks.Count);
        foreach (var (name, content) in blocks.Where(block => block.Key.EndsWith("sql", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(folder.File(name), content);
        await File.WriteAllTextAsync(folder.File("states.csv"), blocks["states.csv"]);
        await itsm.ExecuteAsync(blocks["what the product has"]);
    }

    public async Task DisposeAsync()
    {
        api?.Dispose();
        if (apollo is not null)
            await apollo.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Is_read_as_it_says()
    {
        // Noon in Paris in winter, and the hours after the clocks went forward there.
        await itsm.ExecuteAsync(
            """
            INSERT INTO calls VALUES
              ('C-1', 'Printer', 'waiting', 1767261600, 1767261600, NULL, '2026-01-02 12:00'),
              ('C-2', 'Mail', 'new', 1774747800, 1774747800, NULL, '2026-03-29 12:00'),
              ('C-3', 'Done', 'done', 1774747800, 1774747900, 1774747900, NULL);
            INSERT INTO assignments (call, team, person, since) VALUES
              ('C-1', 'Front desk', 'Ana', 1767261600), ('C-1', 'Network', 'Ben', 1767261700),
              ('C-1', 'Servers', NULL, 1767261700);
            INSERT INTO notes (call, from_desk, written) VALUES
              ('C-1', false, 1767261610), ('C-1', true, 1767261900), ('C-1', true, 1767262000);
            """
        );
        apollo = await ApolloInside.StartAsync(
            KpiCatalogue.Standard,
            new Dictionary<string, string>
            {
                ["Apollo:Desks:0:Id"] = "north",
                ["Apollo:Desks:0:Poll"] = "00:00:02",
                ["Apollo:Desks:0:TimeZone"] = "Asia/Tokyo",
                ["Apollo:Desks:0:Itsm:System"] = folder.Path,
                ["Apollo:Desks:0:Itsm:Provider"] = "PostgreSql",
                ["Apollo:Desks:0:Itsm:ConnectionString"] = itsm.ConnectionString,
            }
        );
        api = new Api(apollo.Address, "north");
        await UntilAsync(
            "C-1,pending,Servers,,2026-01-01T10:00:00.000Z,2026-01-01T10:05:00.000Z,2026-01-02T11:00:00.000Z,2",
            "C-2,new,,,2026-03-29T01:30:00.000Z,,2026-03-29T10:00:00.000Z,0"
        );
        var (_, health) = await api.TryAsync("health");
        Assert.Contains("\"warnings\":[]", health, StringComparison.Ordinal);

        // The call's own stamp stays as it was: which rows changed says the file for that.
        await itsm.ExecuteAsync(
            """
            INSERT INTO assignments (call, team, person, since)
            VALUES ('C-2', 'Network', 'Ben', EXTRACT(EPOCH FROM now())::bigint);
            """
        );
        await UntilAsync(
            "C-1,pending,Servers,,2026-01-01T10:00:00.000Z,2026-01-01T10:05:00.000Z,2026-01-02T11:00:00.000Z,2",
            "C-2,new,Network,Ben,2026-03-29T01:30:00.000Z,,2026-03-29T10:00:00.000Z,0"
        );
    }

    /// <summary>Waits until these are the tickets that are open.</summary>
    private async Task UntilAsync(params string[] tickets)
    {
        const string columns = "id,state,team,assignee,openedAt,respondedAt,dueAt,reassignments";
        var read = "";
        await Eventually.IsTrueAsync(
            async () =>
            {
                (_, read) = await api.TryAsync($"kpis/open-tickets/tickets.csv?columns={columns}");
                return read.Split('\n', StringSplitOptions.TrimEntries).Skip(1).Order().SequenceEqual(["", .. tickets]);
            },
            () => $"the example's tickets; read are\n{read}"
        );
    }

    [GeneratedRegex(@"```(?:sql)?\n(?:--|#) ([^\n]+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

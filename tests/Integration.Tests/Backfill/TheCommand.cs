using System.Globalization;
using Apollo.Grains.Databases;
using Apollo.Grains.History;
using Apollo.Grains.Store;
using Apollo.Integration.Tests.Store;
using Apollo.Integration.Tests.Support;
using Apollo.Servers;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Apollo.Integration.Tests.Backfill;

/// <summary>The back-fill as a command, in a process of its own.</summary>
public sealed class TheCommand : IDisposable
{
    private const int Tickets = 12_000;
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Killed_in_the_middle_begins_anew_and_leaves_no_trace()
    {
        var itsm = await FilledAsync();
        await using (var killed = await ApolloProcess.BeginAsync("Silo", Arguments(itsm, "killed.db")))
        {
            var isPlaying = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            killed.Wrote += line =>
            {
                if (line.StartsWith("Playing", StringComparison.Ordinal))
                    isPlaying.TrySetResult();
            };
            if (killed.Output.Contains("Playing", StringComparison.Ordinal))
                isPlaying.TrySetResult();
            await isPlaying.Task.WaitAsync(TimeSpan.FromSeconds(90));
            await killed.KillAsync();
            Assert.DoesNotContain("is computed", killed.Output, StringComparison.Ordinal);
        }
        foreach (var file in (string[])["killed.db", "whole.db"])
        {
            var (code, said) = await ApolloProcess.RunAsync("Silo", Arguments(itsm, file));
            Assert.Equal((0, ""), (code, said.Error));
            Assert.Contains("The history of desk harbour is computed from", said.Text, StringComparison.Ordinal);
            Assert.Contains($"({Tickets} rows)", said.Text, StringComparison.Ordinal);
        }
        var (anew, once) = (await StepsAsync("killed.db"), await StepsAsync("whole.db"));
        Assert.True(once.Count > 100);
        Assert.Equal(once.Keys.Order(), anew.Keys.Order());
        Assert.All(once, series => Assert.Equal(series.Value, anew[series.Key]));
    }

    [Theory]
    [InlineData(2, "Usage: backfill --desk ID [--from YYYY-MM-DD]", "backfill")]
    [InlineData(2, "Usage: backfill --desk ID [--from YYYY-MM-DD]", "backfill", "--desk", "harbour", "--from", "2026")]
    [InlineData(1, "No back-fill: there is no desk 'harbor': harbour.", "backfill", "--desk", "harbor")]
    public async Task Says_in_one_line_what_is_wrong(int expected, string line, params string[] asked)
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        var (code, said) = await ApolloProcess.RunAsync("Silo", [.. asked, .. Arguments(itsm, "apollo.db")[3..]]);
        Assert.Equal((expected, line, ""), (code, said.Error.Trim(), said.Text));
    }

    private string[] Arguments(Itsm itsm, string store) =>
        [
            "backfill",
            "--desk",
            Desk.Id,
            .. Desk.Settings(itsm).SelectMany(pair => (string[])["--" + pair.Key, pair.Value]),
            "--Apollo:Store:ConnectionString",
            $"Data Source={folder.File(store)}",
            "--Apollo:DataFolder",
            folder.Path,
        ];

    private async Task<Itsm> FilledAsync()
    {
        var itsm = await Itsm.CreateAsync("Sqlite", folder);
        await using var connection = await itsm.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var now = DateTime.UtcNow;
        await connection.ExecuteAsync(
            """
            INSERT INTO tickets (id, kind, title, state, priority, team, location, category, opened_at, resolved_at,
              reopens, reassignments, escalated, updated_at)
            VALUES (@id, 'incident', 'Printer on fire', 'resolved', 3, @team, 'Lyon', @category, @opened, @resolved,
              0, 0, 0, @resolved)
            """,
            Enumerable
                .Range(0, Tickets)
                .Select(number =>
                {
                    var opened = now.AddDays(-60).AddMinutes(number * 7 % (58 * 1440)).AddSeconds(number % 60);
                    return new
                    {
                        id = string.Create(CultureInfo.InvariantCulture, $"INC-{number}"),
                        team = $"Team {number % 6}",
                        category = $"Category {number % 10}",
                        opened = itsm.Time(opened),
                        resolved = itsm.Time(opened.AddMinutes(20 + (number % 900))),
                    };
                }),
            transaction
        );
        await transaction.CommitAsync();
        return itsm;
    }

    /// <summary>All quarters up to yesterday, by series: what follows depends on when the command ran.</summary>
    private async Task<Dictionary<string, List<HistoryStep>>> StepsAsync(string file)
    {
        using var open = new OpenStore(new StoreSettings(DatabaseProvider.Sqlite, $"Data Source={folder.File(file)}"));
        var levels = new HistoryLevels(open.History, NullLogger<HistoryLevels>.Instance);
        var until = UnixTime.Of(DateTime.UtcNow.AddDays(-1));
        var steps = new Dictionary<string, List<HistoryStep>>();
        foreach (var series in await open.History.SeriesAsync(Desk.Id, default))
            steps.Add(
                $"{series.Kpi}/{series.Dimension}/{series.Name}",
                await levels.ReadAsync(Desk.Id, HistoryLevels.Quarters, series, 0, until, default)
            );
        return steps;
    }
}

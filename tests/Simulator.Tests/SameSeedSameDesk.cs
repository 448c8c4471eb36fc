using System.Text;
using Apollo.Servers;
using Apollo.Simulator.Commands;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Simulator.Tests;

/// <summary>
/// The same seed at the same instant gives the same desk, so that what somebody saw can be made again.
/// </summary>
public sealed class SameSeedSameDesk : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 17, 42, 123, TimeSpan.Zero);
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_runs_of_create_with_one_seed_write_the_same_rows_byte_for_byte()
    {
        var first = await CreateAsync("a.db", seed: 7);
        Assert.NotEmpty(first);
        Assert.Equal(first, await CreateAsync("b.db", seed: 7));
    }

    [Fact]
    public async Task Replacing_a_desk_leaves_nothing_of_the_one_before()
    {
        await CreateAsync("a.db", seed: 8);
        Assert.Equal(await CreateAsync("b.db", seed: 7), await CreateAsync("a.db", seed: 7, "--replace"));
    }

    [Fact]
    public async Task Another_seed_gives_other_rows()
    {
        var (one, other) = (await CreateAsync("a.db", seed: 7), await CreateAsync("b.db", seed: 8));
        Assert.NotEqual(one, other);
        // Not only shifted: hardly a line of one is in the other.
        Assert.InRange(one.Split('\n').Intersect(other.Split('\n')).Count(), 0, one.Split('\n').Length / 100);
    }

    private async Task<string> CreateAsync(string file, int seed, params string[] more)
    {
        var connectionString = $"Data Source={folder.File(file)}";
        await using var errors = new StringWriter();
        string[] line =
        [
            "create",
            "--provider",
            "Sqlite",
            "--connection",
            connectionString,
            "--tickets",
            "600",
            "--seed",
            $"{seed}",
            .. more,
        ];
        Assert.True(
            await Runner.RunAsync(line, TextWriter.Null, errors, new FakeTimeProvider(Now), CancellationToken.None)
                == 0,
            errors.ToString()
        );
        await using var connection = new SqliteConnection(connectionString);
        var text = new StringBuilder();
        foreach (var table in (string[])["tickets", "interventions", "ticket_events"])
        {
            foreach (var row in await connection.QueryAsync($"SELECT * FROM {table} ORDER BY rowid"))
                text.Append(table)
                    .Append(' ')
                    .AppendJoin(
                        '|',
                        ((IDictionary<string, object?>)row).Select(cell => $"{cell.Key}={cell.Value ?? "NULL"}")
                    )
                    .Append('\n');
        }
        return text.ToString();
    }
}

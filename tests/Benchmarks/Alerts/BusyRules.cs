using System.Globalization;
using Apollo.Model;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Benchmarks.Alerts;

/// <summary>
/// As many rules as a desk may have, and 10,000 tickets that are due within the hour: half of the rules are crossed one
/// after the other by the commits of <see cref="Push.WholePathBench"/>, a few by tickets that fall overdue, the others
/// stand beside; one tells of each ticket at its second.
/// </summary>
internal static class BusyRules
{
    public const int Number = IAlertsGrain.Most;
    public const int Due = 10_000;
    private static readonly By Somebody = new("bench", "Bench", null);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Open tickets of another team than the commits', each due at an instant of its own.</summary>
    public static async Task WriteTicketsAsync(string itsm)
    {
        await using var connection = new SqliteConnection(itsm);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var now = DateTime.UtcNow;
        for (var number = 0; number < Due; number++)
            await connection.ExecuteAsync(
                """
                INSERT INTO tickets (id, kind, state, priority, team, opened_at, due_at, updated_at)
                VALUES (@id, 'incident', 'open', 3, @team, @opened, @due, @opened)
                """,
                new
                {
                    id = $"D{number:000000}",
                    team = $"Team {number % 20}",
                    opened = Text(now.AddHours(-1)),
                    due = Text(now.AddSeconds(3_600.0 * number / Due)),
                },
                transaction
            );
        await transaction.CommitAsync();
    }

    /// <summary>Adds the rules, once the alerts of the desk answer.</summary>
    public static async Task AddAsync(IAlertsGrain alerts)
    {
        var until = DateTime.UtcNow + Patience;
        foreach (var rule in All())
            while (true)
                try
                {
                    var saved = await alerts.AddRule(Somebody, Audience.Everything, rule, default);
                    if (saved.Rule is null)
                        throw new InvalidOperationException($"{rule.Name}: {saved}");
                    break;
                }
                catch (StoreException) when (DateTime.UtcNow < until)
                {
                    // They are not read yet.
                }
    }

    private static IEnumerable<AlertRule> All()
    {
        yield return new AlertRule
        {
            Id = "",
            Name = "Due",
            Kpi = "",
            Kind = AlertKind.Ticket,
            Of = AlertOf.Due,
            Enabled = true,
        };
        for (var number = 1; number < Number; number++)
            yield return (number % 4) switch
            {
                0 or 1 => Rule(number, "open-tickets", Due + number, null),
                2 => Rule(number, "open-tickets", Due + number, $"Team {number % 20}"),
                _ => Rule(number, "overdue", number, null),
            };
    }

    private static AlertRule Rule(int number, string kpi, double at, string? team) =>
        new()
        {
            Id = "",
            Name = $"Rule {number}",
            Kpi = kpi,
            Dimension = team is null ? null : Dimension.Team,
            Group = team,
            Above = true,
            Critical = new AlertLevel(at),
            Enabled = true,
        };

    private static string Text(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Apollo.Grains.Backfill;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Clock;
using Apollo.Grains.Engine;
using Apollo.Grains.Tests.Oracle;
using Apollo.Model;
using Apollo.Servers;
using Apollo.Simulator.Replay;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Apollo.Grains.Tests.Backfill;

/// <summary>Over the real log each day's last value of what is exact equals SQL over the rows as they are.</summary>
public class RealLogEqualsSql
{
    private const string Zone = "Europe/Paris";

    private static readonly Dictionary<string, string> Exact = new()
    {
        ["opened-today"] = "SELECT COUNT(*) FROM tickets WHERE opened >= @day AND opened < @next",
        ["opened-last-hour"] = "SELECT COUNT(*) FROM tickets WHERE opened >= @next - 3600000 AND opened < @next",
        ["response-sla-30d"] = """
            SELECT 100.0 * SUM(responded <= response_due) / COUNT(*) FROM tickets
            WHERE responded >= @next - 2592000000 AND responded < @next AND response_due IS NOT NULL
            """,
        ["time-to-respond-7d"] = """
            SELECT AVG(MAX(0, responded - opened)) / 1000.0 FROM tickets
            WHERE responded >= @next - 604800000 AND responded < @next
            """,
    };

    private static readonly Dictionary<string, string> UnlessReopened = new()
    {
        ["open-tickets"] = "SELECT COUNT(*) FROM tickets WHERE opened < @next AND (ended IS NULL OR ended >= @next)",
        ["resolved-today"] = "SELECT COUNT(*) FROM tickets WHERE resolved >= @day AND resolved < @next",
        ["net-flow-today"] = """
            SELECT (SELECT COUNT(*) FROM tickets WHERE opened >= @day AND opened < @next)
                 - (SELECT COUNT(*) FROM tickets WHERE resolved >= @day AND resolved < @next)
            """,
        ["resolved-per-day"] = """
            SELECT COUNT(*) / 7.0 FROM tickets WHERE resolved >= @next - 604800000 AND resolved < @next
            """,
        ["oldest-age"] = """
            SELECT (@next - MIN(opened)) / 1000.0 FROM tickets
            WHERE opened < @next AND (ended IS NULL OR ended >= @next)
            """,
    };

    [SkippableFact]
    public void Of_every_KPI_that_is_exact_on_every_day()
    {
        Assert.Equal(
            KpiCatalogue
                .Standard.All.Where(kpi => kpi.Definition.Computed == Computed.Exact)
                .Select(kpi => kpi.Id)
                .Order(),
            Exact.Keys.Order()
        );
        Check(Rows(), Exact);
    }

    [SkippableFact]
    public void Of_tickets_that_nobody_reopened_where_it_is_exact_but_for_them() =>
        Check([.. Rows().Where(row => row.ReopenedAt is null)], UnlessReopened);

    private static List<Ticket> Rows()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        var rows = new Dictionary<string, Ticket>();
        foreach (var change in IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")))
            rows[change.Ticket!.Id] = RealLogEqualsOracle.Cleaned(change.Ticket);
        Assert.Equal(24_918, rows.Count);
        return [.. rows.Values];
    }

    private static void Check(List<Ticket> rows, Dictionary<string, string> queries)
    {
        var days = Days(rows);
        var last = Played(rows, queries.Keys, days);
        using var database = Filled(rows);
        var compared = 0;
        foreach (var (kpi, query) in queries)
        foreach (var (day, next) in days.Zip(days.Skip(1)))
        {
            using var command = database.CreateCommand();
            command.CommandText = query;
            command.Parameters.AddWithValue("@day", Stamp(day));
            command.Parameters.AddWithValue("@next", Stamp(next));
            double? truth = command.ExecuteScalar() switch
            {
                null or DBNull => null,
                var value => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            };
            Assert.True(
                last[(kpi, day)] is { } played && truth is { } told ? Math.Abs(played - told) < 1e-6 : truth is null,
                $"{kpi} was {truth} at the end of {day:O}, and {last[(kpi, day)]} as played"
            );
            compared++;
        }
        Assert.True(compared > 300 * queries.Count);
    }

    /// <summary>Each KPI's value at the end of each day.</summary>
    private static Dictionary<(string, DateTime), double?> Played(
        List<Ticket> rows,
        IReadOnlyCollection<string> kpis,
        List<DateTime> days
    )
    {
        var changes = kpis.ToDictionary(kpi => kpi, _ => new List<PlayedChange>());
        var player = new Player<Ticket>(
            KpiCatalogue.Standard.All.OfType<Kpi<Ticket>>().Where(kpi => kpis.Contains(kpi.Id)),
            [],
            DeskCalendar.For(Zone, ServiceHours.Always),
            rows,
            PastTickets.Of,
            change => changes[change.Kpi].Add(change)
        );
        foreach (var _ in player.Play(days[0], days[^1])) { }
        var values = new Dictionary<(string, DateTime), double?>();
        foreach (var (kpi, told) in changes)
        {
            var at = 0;
            foreach (var (day, next) in days.Zip(days.Skip(1)))
            {
                while (at + 1 < told.Count && told[at + 1].At < next)
                    at++;
                values[(kpi, day)] = told[at].Value + (told[at].Rate * (next - told[at].At).TotalSeconds);
            }
        }
        return values;
    }

    /// <summary>The midnights of Paris from before the first stamp to after the last.</summary>
    private static List<DateTime> Days(List<Ticket> rows)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone];
        var first = Instant.FromDateTimeUtc(rows.Min(row => row.OpenedAt)).InZone(zone).Date;
        var end = Instant.FromDateTimeUtc(rows.Max(row => row.UpdatedAt)).InZone(zone).Date.PlusDays(9);
        var days = new List<DateTime>();
        for (var date = first; date <= end; date = date.PlusDays(1))
            days.Add(zone.AtStartOfDay(date).ToDateTimeUtc());
        return days;
    }

    private static SqliteConnection Filled(List<Ticket> rows)
    {
        var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        using var transaction = database.BeginTransaction();
        using var command = database.CreateCommand();
        command.CommandText = "CREATE TABLE tickets (opened, responded, resolved, ended, response_due)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO tickets VALUES (@opened, @responded, @resolved, @ended, @due)";
        foreach (var row in rows)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("@opened", Stamp(row.OpenedAt));
            command.Parameters.AddWithValue("@responded", Stamp(row.RespondedAt));
            command.Parameters.AddWithValue("@resolved", Stamp(row.Resolved));
            command.Parameters.AddWithValue(
                "@ended",
                row.IsOpen ? DBNull.Value : Stamp(row.ResolvedAt ?? row.ClosedAt)
            );
            command.Parameters.AddWithValue("@due", Stamp(row.ResponseDueAt));
            command.ExecuteNonQuery();
        }
        transaction.Commit();
        return database;
    }

    private static object Stamp(DateTime? at) =>
        at is { } instant ? (instant - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond : DBNull.Value;
}

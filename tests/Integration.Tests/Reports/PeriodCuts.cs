using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reports;

/// <summary>The tickets of a period are cut by the database: the same tests on every provider.</summary>
public abstract class PeriodCuts(string provider) : OnADatabase(provider)
{
    private static readonly DateTime Start = new(2024, 3, 30, 23, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime End = new(2024, 3, 31, 22, 0, 0, DateTimeKind.Utc);

    [SkippableFact]
    public async Task Each_cut_gives_its_tickets_and_leaves_the_others_in_the_database()
    {
        await Itsm.CreateSchemaAsync();
        var before = Start.AddDays(-3);
        await InsertAsync("Long ago", "closed", before, before.AddHours(1), before.AddHours(2), before.AddHours(2));
        await InsertAsync("At the begin", "closed", Start, null, Start.AddDays(9), Start.AddDays(9));
        await InsertAsync("Just after", "open", End.AddSeconds(5), null, null, End.AddSeconds(5));
        await InsertAsync("Resolved in it", "resolved", before, Start.AddHours(4), null, Start.AddHours(4));
        await InsertAsync("Closed in it", "closed", before, null, Start.AddHours(5), Start.AddHours(5));
        await InsertAsync("Resolved later", "resolved", before, End.AddDays(1), null, End.AddDays(1));
        await InsertAsync("Still open", "PENDING", before, null, null, before.AddHours(3));
        await InsertAsync("Open, solved once", "open", before, before.AddHours(1), null, before.AddHours(3));
        await InsertAsync("Cancelled later", "cancelled", before, null, null, End.AddDays(2));

        Assert.Equal(["At the begin"], await CutAsync("apollo", null, PeriodCut.Opened));
        Assert.Equal(["Closed in it", "Resolved in it"], await CutAsync("apollo", null, PeriodCut.Resolved));
        Assert.Equal(
            ["At the begin", "Cancelled later", "Open, solved once", "Resolved later", "Still open"],
            await CutAsync("apollo", null, PeriodCut.Open)
        );
        Assert.Equal(["Responded in it"], await RespondedAsync());
        Assert.Equal(
            ["At the begin", "Closed in it", "Resolved in it"],
            await CutAsync("apollo", null, PeriodCut.Opened | PeriodCut.Resolved | PeriodCut.Reopened)
        );
    }

    [SkippableFact]
    public async Task Columns_that_are_never_filled_and_states_of_its_own_are_no_hindrance()
    {
        await Itsm.ExecuteAsync(
            $"CREATE TABLE calls (id varchar(40) NOT NULL PRIMARY KEY, stage int, changed {TimeType})"
        );
        foreach (var (id, stage, changed) in new[] { ("Waits", 1, Start.AddDays(-9)), ("Gone", 9, Start.AddDays(-8)) })
            await CallAsync(id, stage, Itsm.Time(changed));
        await CallAsync("New", 1, Itsm.Time(Start.AddHours(1)));
        await OwnMapping.WriteAsync(Folder, Provider, "calls", ("state", "stage"));
        var states = ImmutableDictionary<string, string>.Empty.Add("1", "open").Add("9", "closed");

        Assert.Equal(["New"], await CutAsync(Folder.Path, null, PeriodCut.Opened, states));
        Assert.Empty(await CutAsync(Folder.Path, null, PeriodCut.Resolved | PeriodCut.Responded, states));
        Assert.Equal(["New", "Waits"], await CutAsync(Folder.Path, null, PeriodCut.Open, states));
    }

    [SkippableFact]
    public async Task Columns_in_a_zone_of_their_own_miss_none()
    {
        await Itsm.ExecuteAsync(
            $"CREATE TABLE calls (id varchar(40) NOT NULL PRIMARY KEY, stage int, changed {WallType})"
        );
        // The first and the last minute of a day on which the clocks of Paris change, by the clock on the wall.
        await CallAsync("First", 1, Wall(new DateTime(2024, 3, 31, 0, 0, 0)));
        await CallAsync("Last", 1, Wall(new DateTime(2024, 3, 31, 23, 59, 0)));
        await CallAsync("Far", 1, Wall(new DateTime(2024, 4, 3)));
        await OwnMapping.WriteAsync(Folder, Provider, "calls");
        var cut = await CutAsync(Folder.Path, "Europe/Paris", PeriodCut.Opened);
        Assert.Equal(["First", "Last"], cut);
    }

    private string TimeType =>
        Provider switch
        {
            "PostgreSql" => "timestamptz(3)",
            "MySql" => "datetime(3)",
            "SqlServer" => "datetime2(3)",
            _ => "text",
        };

    private string WallType => Provider == "PostgreSql" ? "timestamp(3)" : TimeType;

    /// <summary>Ids that the database gives, in order.</summary>
    private async Task<List<string>> CutAsync(
        string system,
        string? zone,
        PeriodCut cut,
        ImmutableDictionary<string, string>? states = null
    )
    {
        var itsm = new ItsmConnection(system, DatabaseProvider, Itsm.ConnectionString, zone)
        {
            States = states ?? ImmutableDictionary<string, string>.Empty,
        };
        var reader = new ItsmReader<Ticket>(itsm, new WallClock(zone), new FakeTimeProvider(DateTimeOffset.UtcNow));
        var ids = new List<string>();
        await reader.ReadPeriodAsync(
            cut,
            Start,
            End,
            End,
            ids.Clear,
            (ticket, _) =>
            {
                ids.Add(ticket.Id);
                return ValueTask.CompletedTask;
            },
            CancellationToken.None
        );
        Assert.Equal(2, reader.Queries);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private async Task<List<string>> RespondedAsync()
    {
        await InsertAsync("Responded in it", "open", Start.AddDays(-5), null, null, Start.AddHours(6));
        await Itsm.ExecuteAsync(
            "UPDATE tickets SET responded_at = @at WHERE id = 'Responded in it'",
            new { at = Itsm.Time(Start.AddHours(6)) }
        );
        return await CutAsync("apollo", null, PeriodCut.Responded);
    }

    private Task InsertAsync(
        string id,
        string state,
        DateTime opened,
        DateTime? resolved,
        DateTime? closed,
        DateTime updated
    ) =>
        Itsm.ExecuteAsync(
            """
            INSERT INTO tickets (id, state, opened_at, resolved_at, closed_at, updated_at)
            VALUES (@id, @state, @opened, @resolved, @closed, @updated)
            """,
            new
            {
                id,
                state,
                opened = Itsm.Time(opened),
                resolved = resolved is { } first ? Itsm.Time(first) : null,
                closed = closed is { } last ? Itsm.Time(last) : null,
                updated = Itsm.Time(updated),
            }
        );

    private Task CallAsync(string id, int stage, object changed) =>
        Itsm.ExecuteAsync(
            "INSERT INTO calls VALUES (@id, @stage, @changed)",
            new
            {
                id,
                stage,
                changed,
            }
        );

    private object Wall(DateTime wall) =>
        Provider is "Sqlite" or "SqlServer"
            ? wall.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)
            : wall;
}

public sealed class PeriodCutsSqlite() : PeriodCuts("Sqlite");

public sealed class PeriodCutsPostgreSql() : PeriodCuts("PostgreSql");

public sealed class PeriodCutsMySql() : PeriodCuts("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class PeriodCutsSqlServer() : PeriodCuts("SqlServer");

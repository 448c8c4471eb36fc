using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.TimeZones;

namespace Apollo.Integration.Tests.Reading;

/// <summary>
/// A desk's own table whose times are in a zone, not in UTC, ten minutes after that zone set its clocks. The database's
/// own clock is the real one, so the zone is made to turn when the test runs.
/// </summary>
public abstract class WallTimes(string provider) : OnADatabase(provider)
{
    private readonly DateTime now = Millis(DateTime.UtcNow);
    private DateTimeZone zone = DateTimeZone.Utc;

    private protected override async Task PrepareAsync()
    {
        var (time, since, ids) = Provider switch
        {
            "PostgreSql" => (
                "timestamp(3)",
                "@since::timestamp",
                "@ids::jsonb IS NULL OR id IN (SELECT jsonb_array_elements_text(@ids::jsonb))"
            ),
            "MySql" => (
                "datetime(3)",
                "@since",
                "@ids IS NULL OR id IN (SELECT j.id FROM JSON_TABLE(@ids, '$[*]' COLUMNS (id varchar(40) PATH '$')) j)"
            ),
            "SqlServer" => ("datetime2(3)", "@since", "@ids IS NULL OR id IN (SELECT value FROM OPENJSON(@ids))"),
            _ => ("text", "@since", "@ids IS NULL OR id IN (SELECT value FROM json_each(@ids))"),
        };
        await Itsm.ExecuteAsync(
            $"""
            CREATE TABLE calls
              (id varchar(40) NOT NULL, team varchar(40), opened {time}, changed {time}, gone int NOT NULL)
            """
        );
        await File.WriteAllTextAsync(
            Folder.File("tickets.sql"),
            $"""
            SELECT id, 'incident' AS kind, NULL AS title, 'open' AS state, NULL AS priority, NULL AS category,
                   NULL AS service, NULL AS channel, NULL AS location, team, NULL AS assignee, NULL AS requester,
                   opened AS opened_at, NULL AS responded_at, NULL AS resolved_at, NULL AS closed_at,
                   NULL AS reopened_at, NULL AS response_due_at, NULL AS due_at, NULL AS pending_seconds,
                   NULL AS reopens, NULL AS reassignments, NULL AS escalated, NULL AS rating, NULL AS outcome,
                   NULL AS url, changed AS updated_at, gone AS deleted
            FROM calls WHERE ({since} IS NULL OR changed >= @since) AND ({ids})
            """
        );
        await File.WriteAllTextAsync(
            Folder.File("tickets-ids.sql"),
            "SELECT id, changed AS updated_at FROM calls WHERE gone = 0"
        );
    }

    [SkippableFact]
    public async Task Rows_written_in_the_hour_that_comes_twice_are_read_though_their_stamps_lie_before_those_read()
    {
        zone = new TurningZone(now.AddMinutes(-10), hoursBefore: 2, hoursAfter: 1);
        await InsertAsync("First pass", now.AddMinutes(-40));
        await InsertAsync("Second pass", now.AddMinutes(-1));
        var slice = await LoadAsync();
        Assert.Equal(["First pass", "Second pass"], slice.Held.Rows.Select(row => row.Id).Order());
        Assert.Equal(now.AddMinutes(-40), slice.Held.Find("First pass")!.OpenedAt);
        // A wall time that occurs twice means the first.
        Assert.Equal(now.AddMinutes(-61), slice.Held.Find("Second pass")!.OpenedAt);

        await InsertAsync("New", now);
        await StampAsync("First pass", now, "team = 'Field'");
        Assert.Equal(["First pass", "New"], (await PollAsync(slice)).Select(change => change.After!.Id).Order());
        Assert.Equal("Field", slice.Held.Find("First pass")!.Team);
        Assert.Empty(await PollAsync(slice));
        Assert.Empty(await slice.SweepAllAsync());
    }

    [SkippableFact]
    public async Task Rows_written_before_and_after_the_hour_that_is_left_out_are_read_once_each()
    {
        zone = new TurningZone(now.AddMinutes(-10), hoursBefore: 1, hoursAfter: 2);
        await InsertAsync("Before", now.AddMinutes(-11));
        var slice = await LoadAsync();
        await InsertAsync("After", now);
        Assert.Equal("After", Assert.Single(await PollAsync(slice)).After!.Id);
        Assert.Equal(now.AddMinutes(-11), slice.Held.Find("Before")!.OpenedAt);
        Assert.Equal(now, slice.Held.Find("After")!.OpenedAt);
        Assert.Empty(await PollAsync(slice));
        Assert.Empty(await slice.SweepAllAsync());
    }

    [SkippableFact]
    public async Task A_row_marked_deleted_leaves_with_the_poll_and_one_without_a_stamp_is_listed_and_hides_nothing()
    {
        zone = new TurningZone(now.AddMinutes(-10), hoursBefore: 2, hoursAfter: 1);
        await InsertAsync("A", now.AddMinutes(-1));
        await InsertAsync("No stamp", now);
        await Itsm.ExecuteAsync("UPDATE calls SET changed = NULL WHERE id = 'No stamp'");
        var slice = await LoadAsync();
        Assert.Equal("A", Assert.Single(slice.Held.Rows).Id);
        Assert.Contains("no possible updated_at", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);

        await StampAsync("A", now, "gone = 1");
        Assert.Equal("A", Assert.Single(await PollAsync(slice), change => change.After is null).Before!.Id);
        await InsertAsync("B", now);
        Assert.Equal("B", Assert.Single(await PollAsync(slice)).After!.Id);
        Assert.Empty(await slice.SweepAllAsync());
    }

    private Task<Slice<Ticket>> LoadAsync() =>
        new Slice<Ticket>(
            new ItsmConnection(Folder.Path, DatabaseProvider, Itsm.ConnectionString, "declared by the clock"),
            new WallClock(zone),
            TimeSpan.FromSeconds(120),
            _ => null,
            new FakeTimeProvider(now)
        ).LoadAsync(pages: 1);

    /// <summary>So few rows are one page.</summary>
    private static Task<List<RowChange<Ticket>>> PollAsync(Slice<Ticket> slice) => slice.PollAllAsync(pages: 1);

    private Task InsertAsync(string id, DateTime at) =>
        Itsm.ExecuteAsync("INSERT INTO calls VALUES (@id, 'Network', @wall, @wall, 0)", new { id, wall = Wall(at) });

    private Task StampAsync(string id, DateTime at, string set) =>
        Itsm.ExecuteAsync($"UPDATE calls SET {set}, changed = @wall WHERE id = @id", new { id, wall = Wall(at) });

    private object Wall(DateTime utc)
    {
        var wall = Instant.FromDateTimeUtc(utc).InZone(zone).ToDateTimeUnspecified();
        return Provider is "Sqlite" or "SqlServer"
            ? wall.ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture)
            : wall;
    }

    private static DateTime Millis(DateTime time) =>
        new(time.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    /// <summary>A zone that sets its clocks once.</summary>
    private sealed class TurningZone : DateTimeZone
    {
        private readonly Instant turn;
        private readonly ZoneInterval before;
        private readonly ZoneInterval after;

        public TurningZone(DateTime at, int hoursBefore, int hoursAfter)
            : base(
                "Turning",
                false,
                Offset.FromHours(Math.Min(hoursBefore, hoursAfter)),
                Offset.FromHours(Math.Max(hoursBefore, hoursAfter))
            )
        {
            turn = Instant.FromDateTimeUtc(at);
            before = new ZoneInterval("before", null, turn, Offset.FromHours(hoursBefore), Offset.Zero);
            after = new ZoneInterval("after", turn, null, Offset.FromHours(hoursAfter), Offset.Zero);
        }

        public override ZoneInterval GetZoneInterval(Instant instant) => instant < turn ? before : after;
    }
}

public sealed class WallTimesSqlite() : WallTimes("Sqlite");

public sealed class WallTimesPostgreSql() : WallTimes("PostgreSql");

public sealed class WallTimesMySql() : WallTimes("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class WallTimesSqlServer() : WallTimes("SqlServer");

using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reading;

/// <summary>
/// Interventions of a range of time are read from a real database, whatever its columns' zone: the same tests on every
/// provider.
/// </summary>
public abstract class PastRanges(string provider) : OnADatabase(provider)
{
    private static readonly DateTime Day = new(2024, 3, 12, 0, 0, 0, DateTimeKind.Utc);

    private protected override Task PrepareAsync() => Itsm.CreateSchemaAsync();

    [SkippableFact]
    public async Task Those_that_touch_the_range_come_by_their_start_and_no_more_than_asked_for()
    {
        await InsertAsync("Ends before", Day.AddHours(-3), Day.AddHours(-1));
        await InsertAsync("Reaches in", Day.AddHours(-1), Day.AddHours(1));
        await InsertAsync("Inside", Day.AddHours(9), Day.AddHours(10));
        await InsertAsync("No end", Day.AddHours(11), null);
        await InsertAsync("Spans all", Day.AddDays(-1), Day.AddDays(3));
        await InsertAsync("Begins at its end", Day.AddDays(1), Day.AddDays(2));
        await InsertAsync("No start", null, Day.AddHours(9));
        var reader = Reader("apollo", null);

        Assert.Equal(
            ["Spans all", "Reaches in", "Inside", "No end"],
            (await reader.ReadBetweenAsync(Day, Day.AddDays(1), 100, CancellationToken.None)).Select(row => row.Id)
        );
        Assert.Equal(
            ["Spans all", "Reaches in"],
            (await reader.ReadBetweenAsync(Day, Day.AddDays(1), 2, CancellationToken.None)).Select(row => row.Id)
        );
        Assert.Equal(
            Day.AddHours(9),
            (await reader.ReadBetweenAsync(Day.AddHours(9), Day.AddHours(9.5), 100, CancellationToken.None))
                .Single(row => row.Id == "Inside")
                .StartsAt
        );
        Assert.Empty(await reader.ReadBetweenAsync(Day.AddDays(-20), Day.AddDays(-10), 100, CancellationToken.None));
    }

    [SkippableFact]
    public async Task Columns_in_a_zone_of_their_own_miss_none()
    {
        var time = Provider switch
        {
            "PostgreSql" => "timestamp(3)",
            "MySql" => "datetime(3)",
            "SqlServer" => "datetime2(3)",
            _ => "text",
        };
        await Itsm.ExecuteAsync($"CREATE TABLE visits (id varchar(40) NOT NULL, begins {time}, ends {time})");
        await File.WriteAllTextAsync(
            Folder.File("interventions.sql"),
            """
            SELECT id, NULL AS ticket_id, NULL AS title, 'done' AS state, NULL AS location, NULL AS address,
                NULL AS contact, NULL AS team, NULL AS technician, begins AS starts_at, ends AS ends_at,
                NULL AS done_at, NULL AS url, ends AS updated_at
            FROM visits
            """
        );
        await File.WriteAllTextAsync(Folder.File("interventions-ids.sql"), "SELECT id, ends AS updated_at FROM visits");
        // 23:30 to 00:30 in Paris are 22:30 to 23:30 UTC of the day before.
        await Itsm.ExecuteAsync(
            "INSERT INTO visits VALUES ('Late', @begins, @ends)",
            new { begins = Wall(Day.AddHours(-0.5)), ends = Wall(Day.AddHours(0.5)) }
        );
        var row = Assert.Single(
            await Reader(Folder.Path, "Europe/Paris")
                .ReadBetweenAsync(Day.AddHours(-1.5), Day.AddHours(-1.25), 100, CancellationToken.None)
        );
        Assert.Equal((Day.AddHours(-1.5), Day.AddHours(-0.5)), (row.StartsAt, row.EndsAt));
    }

    private ItsmReader<Intervention> Reader(string system, string? zone) =>
        new(
            new ItsmConnection(system, DatabaseProvider, Itsm.ConnectionString, zone),
            new WallClock(zone),
            new FakeTimeProvider(DateTimeOffset.UtcNow)
        );

    private Task InsertAsync(string id, DateTime? starts, DateTime? ends) =>
        Itsm.ExecuteAsync(
            """
            INSERT INTO interventions (id, state, starts_at, ends_at, updated_at)
            VALUES (@id, 'done', @starts, @ends, @at)
            """,
            new
            {
                id,
                starts = At(starts),
                ends = At(ends),
                at = Itsm.Time(Day),
            }
        );

    private object? At(DateTime? time) => time is { } at ? Itsm.Time(at) : null;

    private object Wall(DateTime wall) =>
        Provider is "Sqlite" or "SqlServer"
            ? wall.ToString("yyyy-MM-ddTHH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture)
            : DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
}

public sealed class PastRangesSqlite() : PastRanges("Sqlite");

public sealed class PastRangesPostgreSql() : PastRanges("PostgreSql");

public sealed class PastRangesMySql() : PastRanges("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class PastRangesSqlServer() : PastRanges("SqlServer");

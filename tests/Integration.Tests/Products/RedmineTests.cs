using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;
using Dapper;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// Redmine 5, read by the shipped system <c>redmine5</c>: tables that Redmine itself made and filled, changed as it
/// changes them.
/// </summary>
public sealed class RedmineTests : IAsyncLifetime
{
    /// <summary>When Redmine filled them: now it is the day after.</summary>
    private static readonly DateTime Filled = new(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc);
    private readonly int days = (DateTime.UtcNow.Date - Filled).Days - 1;
    private NpgsqlConnection redmine = null!;
    private ItsmConnection itsm = null!;

    private DateTime Day => Filled.AddDays(days);

    public async Task InitializeAsync()
    {
        var connection = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        redmine = new NpgsqlConnection(connection);
        await redmine.OpenAsync();
        await redmine.ExecuteAsync(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Products", "redmine5.dump"))
        );
        await redmine.ExecuteAsync(
            $"""
            UPDATE issues SET created_on = created_on + interval '{days} days',
              updated_on = updated_on + interval '{days} days', closed_on = closed_on + interval '{days} days',
              start_date = start_date + {days}, due_date = due_date + {days};
            UPDATE journals SET created_on = created_on + interval '{days} days'
            """
        );
        itsm = new ItsmConnection("redmine5", DatabaseProvider.PostgreSql, await ReaderAsync(connection))
        {
            Options = new Dictionary<string, string>
            {
                ["web"] = "https://redmine.example.com",
                ["zone"] = "Asia/Tokyo",
            },
        };
    }

    public async Task DisposeAsync() => await redmine.DisposeAsync();

    [Fact]
    public async Task Every_issue_is_as_Redmine_shows_it()
    {
        var slice = await Slice<Ticket>().LoadAsync();
        Assert.Empty(slice.Held.Bad);
        Assert.Equal(
            [
                ("1", "Printer", TicketKind.Incident, TicketState.New, 3, "Network", "Ana Lima"),
                ("2", "Mailbox", TicketKind.Request, TicketState.New, 3, "Mail", null),
                ("3", "Held", TicketKind.Incident, TicketState.Pending, 2, "Network", "Ana Lima"),
                ("4", "Ended", TicketKind.Incident, TicketState.Closed, 4, "Network", "Ana Lima"),
                ("5", "Turned", TicketKind.Incident, TicketState.Cancelled, 3, "Mail", null),
                ("6", "Again", TicketKind.Request, TicketState.Open, 3, "Network", "Night shift"),
            ],
            Rows(slice)
                .Select(row => (row.Id, row.Title, row.Kind, row.State, row.Priority!.Value, row.Team, row.Assignee))
        );
        Assert.All(Rows(slice), row => Assert.Equal("Gil Guest", row.Requester));
        var printer = slice.Held.Find("1")!;
        Assert.Equal(("Hardware", "Lyon"), (printer.Category, printer.Location));
        Assert.Equal(Day.AddDays(1).AddHours(15), printer.DueAt);
        Assert.Equal("https://redmine.example.com/issues/1", printer.Url);
        var ended = slice.Held.Find("4")!;
        Assert.Equal((4, "Print"), (ended.Rating, ended.Service));
        Assert.Equal((At(51, 989485), At(52, 181187)), (ended.ResolvedAt, ended.ClosedAt));
        Assert.Equal((At(50, 539228), At(52, 181187)), (ended.OpenedAt, ended.UpdatedAt));
        Assert.Equal(At(51, 448838), slice.Held.Find("2")!.RespondedAt);
        Assert.Equal((0, 1), (slice.Held.Find("3")!.Reopens, slice.Held.Find("3")!.Reassignments));
        var again = slice.Held.Find("6")!;
        Assert.Equal((1, At(52, 630789), null), (again.Reopens, again.ReopenedAt, again.ResolvedAt));

        var visit = Assert.Single((await Slice<Intervention>().LoadAsync()).Held.Rows);
        Assert.Equal(
            ("V7", "1", InterventionState.Planned, "Lyon", "Ana Lima"),
            (visit.Id, visit.TicketId, visit.State, visit.Location, visit.Technician)
        );
        Assert.Equal((Day.AddHours(15), Day.AddHours(39)), (visit.StartsAt, visit.EndsAt));
    }

    [Fact]
    public async Task What_people_do_is_there_with_the_next_poll_and_what_they_delete_with_the_sweep()
    {
        var slice = await Slice<Ticket>().LoadAsync();
        Assert.Empty(await slice.PollAllAsync());
        await ChangeAsync(1, "status_id", 3, 1);
        var solved = Assert.Single(await slice.PollAllAsync()).After!;
        Assert.Equal((TicketState.Resolved, true), (solved.State, solved.ResolvedAt is not null));
        await ChangeAsync(1, "status_id", 2, 3);
        var turned = Assert.Single(await slice.PollAllAsync()).After!;
        Assert.Equal((TicketState.Open, 1, null), (turned.State, turned.Reopens, turned.ResolvedAt));
        await ChangeAsync(1, "assigned_to_id", 6, 5);
        var given = Assert.Single(await slice.PollAllAsync()).After!;
        Assert.Equal(("Cleo Orr", 1), (given.Assignee, given.Reassignments));
        await redmine.ExecuteAsync("DELETE FROM issues WHERE id = 2");
        Assert.Equal("2", Assert.Single(await slice.SweepAllAsync()).Before!.Id);
        Assert.Empty(slice.Warnings);
    }

    [Fact]
    public async Task The_page_of_an_issue_tells_its_notes_and_changes_and_the_check_finds_nothing_wrong()
    {
        var (fields, timeline) = await new DetailReader(itsm, TimeProvider.System).ReadAsync(
            "4",
            CancellationToken.None
        );
        Assert.Equal(["Rating", "Service"], fields.Select(field => field.Name).Order());
        Assert.Equal(
            ["status_id: Resolved → Closed", "status_id: New → Resolved"],
            timeline.Select(entry => entry.Text)
        );
        await foreach (var line in new MappingCheck(itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            Assert.True(line.Verdict != CheckVerdict.Wrong, line.ToString());
    }

    [Fact]
    public async Task The_files_for_MariaDB_give_what_those_for_PostgreSQL_give()
    {
        await ChangeAsync(1, "status_id", 3, 1);
        await ChangeAsync(1, "assigned_to_id", 6, 5);
        var copy = await InMariaDb.CopyAsync(
            redmine.ConnectionString,
            "issues",
            "trackers",
            "issue_statuses",
            "projects",
            "enumerations",
            "issue_categories",
            "issue_relations",
            "journals",
            "journal_details",
            "custom_fields",
            "custom_values",
            "users"
        );
        var options = new Dictionary<string, string> { ["web"] = "https://redmine.example.com" };
        var there = itsm with { Options = options };
        var here = new ItsmConnection("redmine5", DatabaseProvider.MySql, copy) { Options = options };
        Assert.Equal(await RowsAsync<Ticket>(there), await RowsAsync<Ticket>(here));
        Assert.Equal(await RowsAsync<Intervention>(there), await RowsAsync<Intervention>(here));
        var pages = new[] { there, here }.Select(one =>
            new DetailReader(one, TimeProvider.System).ReadAsync("4", CancellationToken.None)
        );
        var (fields, timeline) = await pages.First();
        var (theirs, said) = await pages.Last();
        Assert.Equal(fields.OrderBy(field => field.Name), theirs.OrderBy(field => field.Name));
        Assert.Equal(timeline.AsEnumerable(), said);
    }

    private static async Task<List<TRow>> RowsAsync<TRow>(ItsmConnection itsm)
        where TRow : class, ISliceRow
    {
        var slice = new Slice<TRow>(itsm, TimeSpan.FromMinutes(2), _ => null, TimeProvider.System);
        await slice.LoadAsync();
        Assert.Empty(slice.Held.Bad);
        return [.. slice.Held.Rows.OrderBy(row => row.Id)];
    }

    private Slice<TRow> Slice<TRow>()
        where TRow : class, ISliceRow => new(itsm, TimeSpan.FromMinutes(2), _ => null, TimeProvider.System);

    private static IEnumerable<Ticket> Rows(Slice<Ticket> slice) => slice.Held.Rows.OrderBy(row => row.Id);

    private DateTime At(int second, int microsecond) =>
        Day.AddHours(11).AddMinutes(58).AddSeconds(second).AddMicroseconds(microsecond);

    /// <summary>An issue's field is changed, with the journal that Redmine keeps of it.</summary>
    private Task ChangeAsync(int issue, string field, int to, int from) =>
        redmine.ExecuteAsync(
            $"""
            UPDATE issues SET {field} = {to}, updated_on = timezone('UTC', clock_timestamp()) WHERE id = {issue};
            INSERT INTO journals (id, journalized_id, journalized_type, user_id, notes, created_on, private_notes)
              SELECT max(id) + 1, {issue}, 'Issue', 5, '', timezone('UTC', clock_timestamp()), false FROM journals;
            INSERT INTO journal_details (id, journal_id, property, prop_key, old_value, value)
              SELECT (SELECT max(id) + 1 FROM journal_details), max(id), 'attr', '{field}', '{from}', '{to}'
              FROM journals
            """
        );

    /// <summary>The login and grants of docs/itsm-redmine5.md, as they stand there.</summary>
    private async Task<string> ReaderAsync(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        var login = $"reader_{Guid.NewGuid():N}";
        await redmine.ExecuteAsync(
            (await Grants.OfAsync("itsm-redmine5.md"))
                .Replace("apollo_reader", login, StringComparison.Ordinal)
                .Replace("redmine_default", settings.Database, StringComparison.Ordinal)
        );
        (settings.Username, settings.Password) = (login, "secret");
        return settings.ToString();
    }
}

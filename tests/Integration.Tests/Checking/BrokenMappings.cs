using Apollo.Grains.Databases;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Checking;

/// <summary>Mappings that are broken in one way each: the check says which, where, and how to mend it.</summary>
public sealed class BrokenMappings : IAsyncLifetime
{
    private const string Tickets = "tickets.sqlite.sql";
    private const string Visits = "interventions.sqlite.sql";
    private const string Ids = "tickets-ids.sql";
    private const string Changed = "tickets-changed.sql";
    private const string Detail = "ticket-detail.sql";
    private readonly ScratchFolder folder = new();
    private Itsm itsm = null!;

    /// <summary>What breaks it, and what is said then.</summary>
    private static readonly Dictionary<string, (Func<BrokenMappings, ItsmConnection> Break, string Said)> Cases = new()
    {
        ["no such system"] = (
            it => it.Own with { System = "nowhere" },
            "'nowhere' is neither a shipped system (apollo"
        ),
        ["no tickets.sql"] = (it => it.Without(Tickets), "has no tickets.sql (nor tickets.sqlite.sql): add it"),
        ["no interventions.sql"] = (it => it.Without(Visits), "has no interventions.sql (nor"),
        ["no tickets-ids.sql"] = (it => it.Without(Ids), "has no tickets-ids.sql (nor"),
        ["no ticket-detail.sql"] = (it => it.Without(Detail), "has no ticket-detail.sql (nor"),
        ["no such column"] = (
            it => it.Edit(Tickets, "priority", "priorty AS priority"),
            "tickets.sqlite.sql, line 1, column 32: SQLite Error 1: 'no such column: priorty'"
        ),
        ["no such table"] = (it => it.Edit(Tickets, "FROM tickets", "FROM tikets"), "no such table: tikets"),
        ["a syntax error"] = (it => it.Edit(Tickets, "FROM tickets", "FORM tickets"), "near"),
        ["a column that is left out"] = (
            it => it.Edit(Tickets, " outcome,", ""),
            "tickets.sqlite.sql gives no column outcome: add it to the SELECT (NULL where the ITSM has none)"
        ),
        ["too many further breakdowns"] = (
            it => it.Edit(Tickets, "updated_at\n", "updated_at, 1 AS by_a, 2 AS by_b, 3 AS by_c, 4 AS by_d\n"),
            "tickets.sqlite.sql gives by_a, by_b, by_c, by_d: a desk has at most 3 further breakdowns"
        ),
        ["a further breakdown that has its meaning"] = (
            it => it.Edit(Tickets, "updated_at\n", "updated_at, service AS by_service\n"),
            "tickets.sqlite.sql gives by_service: 'service' has its meaning already; give it another name"
        ),
        ["a further breakdown that has no name"] = (
            it => it.Edit(Tickets, "updated_at\n", "updated_at, service AS [by_cost center]\n"),
            "tickets.sqlite.sql gives by_cost center: name it by_ and 1 to 30 letters a to z, digits or _"
        ),
        ["ids without stamps"] = (it => it.Edit(Ids, ", updated_at", ""), "tickets-ids.sql gives no column updated_at"),
        ["ids that occur twice"] = (
            it => it.Append(Ids, " UNION ALL SELECT id, updated_at FROM tickets WHERE id = 'INC-1'"),
            "tickets-ids.sql: 1 ids occur more than once ('INC-1'): ids must be unique"
        ),
        ["ids that are no text"] = (
            it => it.Edit(Ids, "SELECT id", "SELECT CAST(id AS BLOB) AS id"),
            "tickets-ids.sql: 8 rows have no id that is a text"
        ),
        ["fewer ids than rows"] = (
            it => it.Append(Ids, " WHERE id <> 'INC-1'"),
            "tickets.sqlite.sql: gives 1 rows that tickets-ids.sql does not list ('INC-1')"
        ),
        ["ids that have no row"] = (
            it => it.Append(Ids, " UNION ALL SELECT 'GONE', '2026-01-01T00:00:00.000Z'"),
            "tickets.sqlite.sql: gives no row for 1 ids of tickets-ids.sql ('GONE')"
        ),
        ["@ids is not heeded"] = (
            it =>
            {
                it.Append(Ids, " WHERE id <> 'INC-2'");
                return it.Edit(Tickets, "@ids IS NULL", "1 = 1");
            },
            "gives rows that @ids does not name ('INC-2'): add the condition on @ids"
        ),
        ["@ids never matches"] = (
            it => it.Edit(Tickets, "@ids IS NULL OR id IN", "@ids IS NULL OR 'x' || id IN"),
            "tickets.sqlite.sql: gives no row for 8 ids of tickets-ids.sql"
        ),
        ["@since hides rows"] = (
            it => it.Edit(Tickets, "updated_at >= @since", "updated_at > '2099'"),
            "@since must let every row pass whose updated_at is not older"
        ),
        ["a join that doubles"] = (
            it => it.Edit(Tickets, "FROM tickets", "FROM tickets JOIN (SELECT 1 UNION ALL SELECT 2)"),
            "gives 8 ids more than once ('INC-0', 'INC-1', 'INC-2', …): a JOIN doubles rows"
        ),
        ["two files, two stamps"] = (
            it => it.Edit(Ids, "updated_at", "'2026-01-01T00:00:00.000Z' AS updated_at"),
            "gives 8 rows another updated_at than tickets-ids.sql: give both the same"
        ),
        ["an unknown state"] = (
            it => it.Sql("UPDATE tickets SET state = 'on hold' WHERE id < 'INC-3'"),
            "3 of 8 rows would be left out: unknown state 'on hold': use one of new, open, pending"
        ),
        ["no state"] = (
            it => it.Edit(Tickets, " state,", " NULL AS state,"),
            "8 of 8 rows would be left out: state is"
        ),
        ["no opening"] = (
            it => it.Edit(Tickets, "opened_at,", "NULL AS opened_at,"),
            "8 of 8 rows would be left out: opened_at is empty: it needs a value"
        ),
        ["a stamp that is a number"] = (
            it => it.Edit(Ids, "updated_at", "strftime('%s', updated_at) AS updated_at"),
            "tickets-ids.sql: 8 rows have no possible updated_at: give a time, not a number"
        ),
        ["stamps of another zone"] = (
            it => it.Sql("UPDATE tickets SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+2 hours')"),
            "ahead of the ITSM's clock: set Itsm:TimeZone"
        ),
        ["an unknown zone"] = (it => it.Own with { TimeZone = "Mars/Olympus" }, "'Mars/Olympus' is no zone"),
        ["no connection string"] = (
            it => it.Own with { ConnectionString = "file" },
            "is no connection string for Sqlite"
        ),
        ["no such file"] = (
            it => it.Own with { ConnectionString = "Data Source=/nowhere/itsm.db" },
            "Sqlite cannot be reached: SQLite Error 14: 'unable to open database file'. Correct the file in"
        ),
        ["an option of nobody"] = (
            it => it.Own with { Options = new Dictionary<string, string> { ["web"] = "x" } },
            "Itsm:Options:web is no option of this system: its system.json declares none."
        ),
        ["an option without a value"] = (
            it =>
                it.Write("system.json", """{ "options": [{ "name": "web", "title": "Address", "required": true }] }"""),
            "Itsm:Options:web is missing: Address."
        ),
        ["a system.json that is none"] = (it => it.Write("system.json", "{\n  options\n}"), "system.json, line 2:"),
        ["a wrong word for a state"] = (
            it => it.Write("states.csv", "on hold,pendng"),
            "states.csv, line 1: 'pendng' is no state: use one of new, open"
        ),
        ["a wrong word for a priority"] = (
            it => it.Write("priorities.csv", "High,first"),
            "priorities.csv, line 1: 'first' is no priority: use one of 1, 2, 3, 4, 5"
        ),
        ["a page without a timeline"] = (
            it => it.Write(Detail, "SELECT id, title FROM tickets WHERE id = @id"),
            "ticket-detail.sql gives one result set; the second is the timeline"
        ),
        ["a timeline without texts"] = (
            it => it.Edit(Detail, ", text", ""),
            "ticket-detail.sql gives no column text in its second result set"
        ),
        ["a page that cannot be read"] = (
            it => it.Edit(Detail, "ticket_events", "events"),
            "ticket-detail.sql, line 2, column 36: SQLite Error 1: 'no such table: events'"
        ),
        ["a visit's column"] = (it => it.Edit(Visits, "address", "adress AS address"), "no such column: adress"),
        ["a visit's state"] = (
            it => it.Sql("UPDATE interventions SET state = 'on the way'"),
            "interventions.sqlite.sql: 1 of 1 rows would be left out: unknown state 'on the way'"
        ),
        ["a changed set without ids"] = (
            it => it.Write(Changed, "SELECT title FROM tickets WHERE updated_at >= @since"),
            "tickets-changed.sql gives no column id"
        ),
        ["a changed set that cannot be read"] = (
            it => it.Write(Changed, "SELECT id FROM tickets WHERE changed >= @since"),
            "tickets-changed.sql, line 1, column 30: SQLite Error 1: 'no such column: changed'"
        ),
        ["a changed set that hides rows"] = (
            it => it.Write(Changed, "SELECT id FROM tickets WHERE closed_at >= @since"),
            "tickets-changed.sql: with @since two minutes before the newest stamp it does not give that row"
        ),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    private ItsmConnection Own => new(folder.Path, DatabaseProvider.Sqlite, itsm.ConnectionString);

    public async Task InitializeAsync()
    {
        itsm = await Itsm.CreateAsync("Sqlite", folder);
        ApolloSystem.CopyTo(folder);
        for (var row = 0; row < 8; row++)
            await itsm.InsertTicketAsync($"INC-{row}", DateTime.UtcNow.AddMinutes(-30 - row));
        await itsm.ExecuteAsync(
            "INSERT INTO interventions (id, title, state, updated_at) VALUES ('V1', 'Look', 'planned', @at)",
            new { at = itsm.Time(DateTime.UtcNow.AddMinutes(-30)) }
        );
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Theory, MemberData(nameof(Names))]
    public async Task What_is_wrong_is_told_with_its_mend(string name)
    {
        var lines = await LinesAsync(Cases[name].Break(this));
        Assert.Contains(
            lines,
            line => line.Verdict == CheckVerdict.Wrong && line.Text.Contains(Cases[name].Said, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nothing_is_wrong_with_what_is_right_and_nothing_is_written()
    {
        var before = await File.ReadAllBytesAsync(folder.File("itsm.db"));
        var lines = await LinesAsync(Own);
        Assert.All(lines, line => Assert.NotEqual(CheckVerdict.Wrong, line.Verdict));
        Assert.Contains("ok    tickets-ids.sql: 8 ids", lines.Select(line => line.ToString()));
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.File("itsm.db")));
        Write(Changed, "SELECT id FROM tickets WHERE updated_at >= @since");
        Assert.All(await LinesAsync(Own), line => Assert.NotEqual(CheckVerdict.Wrong, line.Verdict));
    }

    [Fact]
    public async Task Values_that_are_read_as_none_are_noted_by_column()
    {
        Sql("UPDATE tickets SET priority = 9 WHERE id = 'INC-1'");
        Assert.Contains(
            new CheckLine(CheckVerdict.Note, $"{Tickets}: in 1 of 8 rows read as NULL: priority is 9, outside 1 to 5"),
            await LinesAsync(Own)
        );
    }

    [Fact]
    public async Task A_further_breakdown_of_visits_is_noted_and_warned_of()
    {
        var edited = Edit(Visits, "updated_at\n", "updated_at, location AS by_region\n");
        const string said =
            $"{Visits}: by_region is not read: only tickets are broken down by columns by_…, so give it "
            + "in tickets.sql, or take it out";
        Assert.Contains(new CheckLine(CheckVerdict.Note, said), await LinesAsync(edited));
        var slice = new Slice<Intervention>(edited, TimeSpan.FromMinutes(2), _ => null, TimeProvider.System);
        await slice.PollAllAsync();
        Assert.Equal(said, Assert.Single(slice.Warnings).Text);
        Assert.Equal("V1", Assert.Single(slice.Held.Rows).Id);
    }

    [Fact]
    public async Task A_poll_that_reads_a_large_table_whole_is_noted_with_the_index_it_wants()
    {
        Sql(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 11000)
            INSERT INTO tickets (id, title, state, opened_at, updated_at)
              SELECT 'N' || i, 'Call', 'open', opened_at, updated_at FROM n, tickets WHERE id = 'INC-7'
            """
        );
        Assert.DoesNotContain(await LinesAsync(Own), line => line.Text.Contains("whole", StringComparison.Ordinal));
        Edit(Tickets, "FROM tickets", "FROM (SELECT * FROM tickets NOT INDEXED)");
        Assert.Contains(
            await LinesAsync(Own),
            line =>
                line.Text.Contains(
                    "a poll reads 'tickets' whole. CREATE INDEX apollo_changed ON tickets",
                    StringComparison.Ordinal
                )
        );
    }

    private static async Task<List<CheckLine>> LinesAsync(ItsmConnection itsm)
    {
        var lines = new List<CheckLine>();
        await foreach (var line in new MappingCheck(itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            lines.Add(line);
        return lines;
    }

    private ItsmConnection Without(string file)
    {
        File.Delete(folder.File(file));
        return Own;
    }

    private ItsmConnection Write(string file, string text)
    {
        File.WriteAllText(folder.File(file), text);
        return Own;
    }

    private ItsmConnection Append(string file, string text) =>
        Write(file, File.ReadAllText(folder.File(file)).Trim().TrimEnd(';') + text);

    private ItsmConnection Edit(string file, string what, string by)
    {
        var text = File.ReadAllText(folder.File(file));
        var at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold '{what}'.");
        return Write(file, text[..at] + by + text[(at + what.Length)..]);
    }

    private ItsmConnection Sql(string statement)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(itsm.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of a test.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return Own;
    }
}

using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Microsoft.Extensions.Time.Testing;

namespace Apollo.Integration.Tests.Reading;

/// <summary>
/// A folder over tables as products have them: states of their own, what belongs to a ticket in other tables with
/// stamps of their own, an address that each installation has another of.
/// </summary>
public abstract class OwnTables(string provider) : OnADatabase(provider)
{
    private const string System = """
        {
          "title": "Calls",
          "options": [
            { "name": "web", "title": "Address of the product", "required": true },
            { "name": "mark", "title": "What stands before a title", "default": "#" }
          ]
        }
        """;

    private readonly FakeTimeProvider time = new(DateTimeOffset.UtcNow);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private string TimeType =>
        Provider switch
        {
            "PostgreSql" => "timestamptz(3)",
            "MySql" => "DATETIME(3)",
            "SqlServer" => "datetime2(3)",
            _ => "TEXT",
        };

    private protected override async Task PrepareAsync()
    {
        await Itsm.ExecuteAsync(
            $"""
            CREATE TABLE calls (id varchar(64) PRIMARY KEY, title varchar(100), status varchar(40), prio varchar(40),
              sort varchar(40), changed {TimeType})
            """
        );
        await Itsm.ExecuteAsync(
            $"CREATE TABLE notes (call_id varchar(64), author varchar(40), html int, body varchar(400), at {TimeType})"
        );
        await OwnMapping.WriteAsync(
            Folder,
            Provider,
            "calls",
            ("title", "CONCAT(@mark, title)"),
            ("state", "status"),
            ("kind", "sort"),
            ("priority", "prio"),
            ("reassignments", "(SELECT COUNT(*) FROM notes n WHERE n.call_id = calls.id)"),
            ("url", "CONCAT(@web, '/call/', id)")
        );
        await WriteAsync("system.json", System);
        await WriteAsync(
            "tickets-changed.sql",
            "SELECT id FROM calls WHERE changed >= @since UNION SELECT call_id FROM notes WHERE at >= @since"
        );
        await WriteAsync("states.csv", "# as the product has them\non hold,pending\n\nDone, really,resolved\n*,open\n");
        await WriteAsync("kinds.csv", "Fault,incident\nWish,request\n");
        await WriteAsync("priorities.csv", "High,1\n9,5\n*,3\n");
        await WriteAsync(
            "ticket-detail.sql",
            """
            SELECT 'Where' AS name, CONCAT(@web, '/', @id) AS value;
            SELECT at, author, 'note' AS kind, body AS text, html FROM notes WHERE call_id = @id
            """
        );
    }

    [SkippableFact]
    public async Task Options_reach_every_file_and_one_without_a_value_has_its_default()
    {
        await InsertAsync("C1", "open");
        var ticket = Assert.Single((await Slice().LoadAsync()).Held.Rows);
        Assert.Equal(("https://desk/call/C1", "#Call"), (ticket.Url, ticket.Title));
        var (fields, _) = await Details().ReadAsync("C1", CancellationToken.None);
        Assert.Equal(new TicketField("Where", "https://desk/C1"), Assert.Single(fields));
    }

    [SkippableFact]
    public async Task An_option_that_is_missing_or_none_of_the_folders_is_told_by_its_key()
    {
        await InsertAsync("C1", "open");
        Told("Itsm:Options:web is missing: Address of the product.", Itsm0() with { Options = Given() });
        Told(
            "Itsm:Options:wep is no option of this system: use web, mark.",
            Itsm0() with
            {
                Options = Given(("web", "x"), ("wep", "y")),
            }
        );
        await WriteAsync("system.json", System.Replace("\"mark\"", "\"since\"", StringComparison.Ordinal));
        Told("system.json: 'since' cannot name an option", Itsm0());
        await WriteAsync("system.json", System.Replace("\"name\": \"mark\"", "\"nam\": \"mark\"", default));
        Told("system.json, line 5", Itsm0());
        File.Delete(Folder.File("system.json"));
        Told("Itsm:Options:web is no option of this system: its system.json declares none.", Itsm0());
    }

    [SkippableFact]
    public async Task The_products_own_words_mean_what_the_folders_tables_say_and_the_configuration_says_better()
    {
        await InsertAsync("C1", "On Hold", "High", "Fault");
        await InsertAsync("C2", "Done, really", "9", "Wish");
        await InsertAsync("C3", "Parked", "2", "Lament");
        await InsertAsync("C4", "closed", "Soon", "problem");
        var slice = await Slice().LoadAsync();
        Assert.Equal(
            [
                ("C1", TicketState.Pending, 1, TicketKind.Incident),
                ("C2", TicketState.Resolved, 5, TicketKind.Request),
                ("C3", TicketState.Open, 2, TicketKind.Unknown),
                ("C4", TicketState.Closed, 3, TicketKind.Problem),
            ],
            slice.Held.Rows.OrderBy(row => row.Id).Select(row => (row.Id, row.State, row.Priority!.Value, row.Kind))
        );
        Assert.Contains("unknown kind 'Lament'", Assert.Single(slice.Held.Bad).Reason, StringComparison.Ordinal);

        slice = await Slice(Itsm0() with { States = Given(("parked", "pending"), ("*", "closed")) }).LoadAsync();
        Assert.Equal(
            [TicketState.Pending, TicketState.Resolved, TicketState.Pending, TicketState.Closed],
            slice.Held.Rows.OrderBy(row => row.Id).Select(row => row.State)
        );
    }

    [SkippableFact]
    public async Task A_wrong_line_of_a_table_of_words_is_told_with_its_number()
    {
        await InsertAsync("C1", "open");
        await WriteAsync("states.csv", "on hold,pending\nParked,pendng\n");
        Told("states.csv, line 2: 'pendng' is no state: use one of new, open, pending", Itsm0());
        await WriteAsync("states.csv", "on hold\n");
        Told("states.csv, line 1: 'on hold' has no comma", Itsm0());
        await WriteAsync("states.csv", "Held,pending\nheld,open\n");
        Told("states.csv, line 2: 'held' stands there twice", Itsm0());
    }

    [SkippableFact]
    public async Task What_changed_in_another_table_is_read_with_the_next_poll_by_one_query_and_its_ids()
    {
        await InsertAsync("C1", "open", at: Now.AddHours(-1));
        await InsertAsync("C2", "open", at: Now.AddMinutes(-5));
        var slice = await Slice().LoadAsync();
        Assert.Equal(2, slice.Held.Count);
        var queries = slice.Queries;
        // The newest stamp is read again within the overlap, and nothing is new.
        Assert.Empty(await slice.PollAllAsync());
        Assert.Equal(2, slice.Queries - queries);

        await NoteAsync("C1", "Called back", Now);
        var change = Assert.Single(await slice.PollAllAsync());
        Assert.Equal(("C1", 0, 1), (change.After!.Id, change.Before!.Reassignments, change.After.Reassignments));
        Assert.Empty(await slice.PollAllAsync());

        // Named as changed, and gives no row any more.
        await Itsm.ExecuteAsync("DELETE FROM calls WHERE id = 'C1'");
        Assert.Equal("C1", Assert.Single(await slice.PollAllAsync()).Before!.Id);
        await Itsm.ExecuteAsync("DELETE FROM calls WHERE id = 'C2'");
        Assert.Equal("C2", Assert.Single(await slice.SweepAllAsync()).Before!.Id);
        Assert.Empty(slice.Warnings);
    }

    [SkippableFact]
    public async Task A_full_read_goes_by_ids_newest_first_and_knows_how_many_there_are()
    {
        foreach (var some in Enumerable.Range(0, 2_500).Chunk(250))
        {
            var rows = some.Select(row => $"('N{row:00000}', 'Call', 'open', '1', 'incident', @at{row})");
            var at = some.ToDictionary(row => $"at{row}", row => Itsm.Time(Now.AddMinutes(row - 4_000)));
            await Itsm.ExecuteAsync($"INSERT INTO calls VALUES {string.Join(", ", rows)}", at);
        }
        var slice = Slice();
        Assert.True((await slice.PollAsync(CancellationToken.None)).More);
        Assert.Equal((false, 1_000, (int?)2_500), (slice.IsLoaded, slice.Loaded, slice.ToLoad));
        Assert.NotNull(slice.Held.Find("N02499"));
        Assert.Null(slice.Held.Find("N00000"));
        // A row that changes while the rest is read is read by the first poll.
        await Itsm.ExecuteAsync(
            "UPDATE calls SET status = 'on hold', changed = @at WHERE id = 'N02499'",
            new { at = Itsm.Time(Now) }
        );
        await slice.PollAllAsync();
        Assert.Equal((true, 2_500, 2_500), (slice.IsLoaded, slice.Loaded, slice.Held.Count));
        Assert.Equal(TicketState.Pending, Assert.Single(await slice.PollAllAsync()).After!.State);
        Assert.Empty(await slice.SweepAllAsync());
    }

    [SkippableFact]
    public async Task A_note_is_shown_as_text_as_the_product_says_it_is_html_or_not()
    {
        await InsertAsync("C1", "open");
        await NoteAsync("C1", "<x-card>Printer &amp; <i>tray</i></x-card>", Now, 1);
        await NoteAsync("C1", "use <b> for bold", Now.AddMinutes(-1), 0);
        await NoteAsync("C1", "<p>Fixed</p>", Now.AddMinutes(-2), null);
        var (_, timeline) = await Details().ReadAsync("C1", CancellationToken.None);
        Assert.Equal(["Printer & tray", "use <b> for bold", "Fixed"], timeline.Select(entry => entry.Text));
    }

    private ItsmConnection Itsm0() =>
        new(Folder.Path, DatabaseProvider, Itsm.ConnectionString) { Options = Given(("web", "https://desk")) };

    private static Dictionary<string, string> Given(params (string Name, string Value)[] options) =>
        options.ToDictionary(option => option.Name, option => option.Value);

    private Slice<Ticket> Slice(ItsmConnection? itsm = null) =>
        new(itsm ?? Itsm0(), TimeSpan.FromMinutes(2), _ => null, time);

    private DetailReader Details() => new(Itsm0(), time);

    private void Told(string what, ItsmConnection itsm) =>
        Assert.Contains(what, Assert.Throws<ItsmException>(() => Slice(itsm)).Message, StringComparison.Ordinal);

    private Task WriteAsync(string file, string text) => File.WriteAllTextAsync(Folder.File(file), text);

    private Task InsertAsync(
        string id,
        string status,
        string priority = "1",
        string kind = "incident",
        DateTime? at = null
    ) =>
        Itsm.ExecuteAsync(
            "INSERT INTO calls VALUES (@id, 'Call', @status, @priority, @kind, @at)",
            new
            {
                id,
                status,
                priority,
                kind,
                at = Itsm.Time(at ?? Now),
            }
        );

    private Task NoteAsync(string id, string body, DateTime at, int? html = 0) =>
        Itsm.ExecuteAsync(
            "INSERT INTO notes VALUES (@id, 'Ana', @html, @body, @at)",
            new
            {
                id,
                html,
                body,
                at = Itsm.Time(at),
            }
        );
}

public sealed class OwnTablesSqlite() : OwnTables("Sqlite");

public sealed class OwnTablesPostgreSql() : OwnTables("PostgreSql");

public sealed class OwnTablesMySql() : OwnTables("MySql");

/// <summary>
/// Runs wherever <c>APOLLO_TEST_SQLSERVER</c> holds a connection string that may create databases; elsewhere reported
/// as skipped.
/// </summary>
public sealed class OwnTablesSqlServer() : OwnTables("SqlServer");

using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Integration.Tests.Products;

/// <summary>Tables of Znuny 6.</summary>
internal sealed class ZnunyTables(DatabaseProvider provider) : ProductTables("znuny6", provider)
{
    private const int Tickets = 40;
    private static readonly FurtherNames By = new(["customer"]);
    private static readonly int[] Closed = [2, 3, 10];
    private int last = 1_000;

    public override string Talked => Number(6);

    protected override string Hidden => "Junk,Spam";

    public override IReadOnlyList<(string, Func<Task>)> Deeds =>
        [
            ("a ticket is closed", () => StepAsync(2, 27, "ticket_state_id = 2, escalation_solution_time = 0")),
            ("it is opened again", () => StepAsync(2, 27, "ticket_state_id = 4")),
            ("somebody else takes it", () => StepAsync(2, 23, "user_id = 4")),
            ("it is moved", () => StepAsync(2, 16, "queue_id = 5")),
            ("an agent answers", () => ArticleAsync(2, Now, 1, 1, 1)),
            ("a ticket is merged", () => StepAsync(4, 27, "ticket_state_id = 9")),
            ("a ticket is moved to the junk", () => StepAsync(8, 16, "queue_id = 3")),
            ("a ticket is made", () => CreateAsync(Tickets + 1, Now)),
        ];

    public override Task PurgeAsync() => ExecuteAsync("DELETE FROM ticket WHERE id = 10");

    protected override (string Table, string Column) Stamp => ("ticket", "change_time");

    protected override string Grow(int tickets)
    {
        var rows = Numbers(tickets);
        return $"""
            INSERT INTO ticket SELECT seq, CONCAT('99', seq), 'Grown', 2, 1, 2, NULL, NULL, 2, 1, 3, 4, NULL, NULL, 0,
              0, 0, 0, 0, 0, 0, '2026-01-01', 1, '2026-01-01', 1 FROM {rows};
            INSERT INTO ticket_history SELECT 2 * seq, 'x', 1, seq, NULL, 2, 2, 2, 3, 1, '2026-01-01', 1,
              '2026-01-01', 1 FROM {rows};
            INSERT INTO ticket_history SELECT 2 * seq + 1, 'x', 27, seq, NULL, 2, 2, 2, 3, 4, '2026-01-01', 1,
              '2026-01-01', 1 FROM {rows};
            {(IsMySql ? "ANALYZE TABLE ticket, ticket_history" : "ANALYZE")}
            """;
    }

    protected override async Task FillAsync()
    {
        for (var n = 1; n <= Tickets; n++)
        {
            var at = Now.AddHours(-19 * (n - 1)).AddMinutes(-40);
            await CreateAsync(n, at);
            if (n % 2 == 0)
                await StepAsync(n, 23, $"user_id = {2 + n % 3}", at.AddMinutes(2));
            if (n % 3 == 0)
                await ArticleAsync(n, at.AddMinutes(4), 1, 1, 1);
            if (n % 10 == 0)
                await StepAsync(n, 23, "user_id = 3", at.AddMinutes(5));
            if (n % 5 == 0)
                await StepAsync(n, 16, $"queue_id = {(n % 20 == 0 ? 3 : 5)}", at.AddMinutes(6));
            if (n % 4 == 1)
                await StepAsync(n, 27, $"ticket_state_id = {Closed[n % 3]}", at.AddMinutes(10));
            if (n % 8 == 1)
                await StepAsync(n, 27, $"ticket_state_id = {(n % 3 == 0 ? 11 : 4)}", at.AddMinutes(12));
            if (n % 16 == 1)
                await StepAsync(n, 27, "ticket_state_id = 2", at.AddMinutes(15));
            if (n % 7 == 0)
                await StepAsync(n, 27, $"ticket_state_id = {(n % 2 == 0 ? 6 : 7)}", at.AddMinutes(20));
            if (n % 11 == 0)
                await StepAsync(n, 27, $"ticket_state_id = {(n % 2 == 0 ? 9 : 5)}", at.AddMinutes(30));
        }
    }

    public override async Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync()
    {
        var history = (
            await RowsAsync<Line>(
                """
                SELECT ticket_id AS ticket, state_id AS state, owner_id AS owner, queue_id AS queue, create_time AS at
                FROM ticket_history ORDER BY id
                """
            )
        ).ToLookup(line => line.Ticket);
        var articles = (
            await RowsAsync<Article>(
                """
                SELECT ticket_id AS ticket, article_sender_type_id AS sender, communication_channel_id AS channel,
                       is_visible_for_customer AS visible, create_time AS at FROM article ORDER BY id
                """
            )
        ).ToLookup(article => article.Ticket);
        var fields = (
            await RowsAsync<Field>(
                "SELECT object_id AS ticket, field_id AS kind, value_text AS text, value_int AS number "
                    + "FROM dynamic_field_value"
            )
        ).ToLookup(field => field.Ticket);
        string[] queues = ["", "Postmaster", "Network", "Junk", "Network::Wireless", "Mail & Co"];
        string?[] people = [null, null, "Ana Lima", "Bo Bauer", "Cleo Orr"];
        string[] channels = ["", "Email", "Phone", "Internal"];
        var rows = await RowsAsync<Row>(
            """
            SELECT id, tn, title, queue_id AS queue, type_id AS type, service_id AS service, user_id AS owner,
                   ticket_priority_id AS priority, ticket_state_id AS state, customer_user_id AS customer,
                   customer_id AS company,
                   escalation_response_time AS response, escalation_solution_time AS solution, create_time AS created,
                   change_time AS changed
            FROM ticket
            """
        );
        var tickets = rows.Where(row => row.State is not (5 or 9) && row.Queue != 3)
            .Select(row =>
            {
                var lines = history[row.Id].ToList();
                var pairs = lines.Zip(lines.Skip(1)).ToList();
                var closings = pairs
                    .Where(pair => !Closed.Contains(pair.First.State) && Closed.Contains(pair.Second.State))
                    .ToList();
                var reopenings = pairs
                    .Where(pair => Closed.Contains(pair.First.State) && !Closed.Contains(pair.Second.State))
                    .ToList();
                var closed = Closed.Contains(row.State) ? Utc(closings[^1].Second.At) : null;
                string? Text(int field) => fields[row.Id].FirstOrDefault(one => one.Kind == field)?.Text;
                return new Ticket
                {
                    Id = row.Tn,
                    Kind = row.Type switch
                    {
                        3 => TicketKind.Request,
                        4 => TicketKind.Problem,
                        5 => TicketKind.Change,
                        null => TicketKind.Unknown,
                        _ => TicketKind.Incident,
                    },
                    Title = row.Title,
                    State = row.State switch
                    {
                        1 => TicketState.New,
                        6 or 7 => TicketState.Pending,
                        2 or 3 => TicketState.Closed,
                        10 => TicketState.Cancelled,
                        _ => TicketState.Open,
                    },
                    Priority = 6 - row.Priority,
                    Category = Text(1),
                    Location = Text(2),
                    Rating = (int?)fields[row.Id].FirstOrDefault(one => one.Kind == 3)?.Number,
                    Outcome = Text(4) is "Failed" ? ChangeOutcome.Failed : null,
                    Service = row.Service switch
                    {
                        1 => "Mail",
                        2 => "Mail::Archive",
                        _ => null,
                    },
                    Channel = channels[articles[row.Id].First().Channel],
                    Team = queues[row.Queue],
                    Assignee = people[row.Owner],
                    Requester = row.Customer == "gil" ? "Gil Guest" : row.Customer,
                    OpenedAt = Utc(row.Created)!.Value,
                    RespondedAt = Utc(articles[row.Id].FirstOrDefault(one => one is { Sender: 1, Visible: 1 })?.At),
                    ResolvedAt = closed,
                    ClosedAt = closed,
                    ReopenedAt = Utc(reopenings.LastOrDefault().Second?.At),
                    ResponseDueAt = row.Response > 0 ? DateTime.UnixEpoch.AddSeconds(row.Response) : null,
                    DueAt = row.Solution > 0 ? DateTime.UnixEpoch.AddSeconds(row.Solution) : null,
                    Reopens = reopenings.Count,
                    Reassignments = pairs.Count(pair =>
                        pair.First.Queue != pair.Second.Queue
                        || (pair.First.Owner != pair.Second.Owner && pair.First.Owner != 1)
                    ),
                    Url = $"{Web}/index.pl?Action=AgentTicketZoom;TicketID={row.Id}",
                    UpdatedAt = Utc(row.Changed)!.Value,
                    Further = row.Company is "ACME" or "Harbour Ltd" ? new(By, row.Company) : null,
                };
            })
            .ToList();
        return (tickets, []);
    }

    private static string Number(int n) => $"20260101{n:0000}";

    /// <summary>A customer's mail or call becomes a ticket.</summary>
    private async Task CreateAsync(int n, DateTime at)
    {
        var due = n % 6 == 0 ? 0 : (long)(at.AddHours(4 + n % 40) - DateTime.UnixEpoch).TotalSeconds;
        var customer =
            n % 9 == 0 ? null
            : n % 4 == 0 ? "stranger@example.com"
            : "gil";
        await ExecuteAsync(
            """
            INSERT INTO ticket VALUES (@n, @tn, @title, @queue, 1, @type, @service, NULL, 1, 1, @priority, 1, @company,
              @customer, 0, 0, 0, 0, @response, @due, 0, @at, 1, @at, 1)
            """,
            new
            {
                n,
                tn = Number(n),
                title = n % 13 == 0 ? "Ünïcode ☎ 'quoted'" : $"Ticket {n}",
                queue = n % 3 == 0 ? 4 : 2,
                type = n % 17 == 0 ? (int?)null : 1 + n % 5,
                service = n % 3 == 0 ? (int?)null : n % 3,
                priority = 1 + n % 5,
                customer,
                // Without a company Znuny writes the customer user, or the address that a mail came from.
                company = n % 7 == 0 ? null
                : n % 4 == 0 ? "stranger@example.com"
                : n % 5 == 0 ? customer
                : n % 2 == 0 ? "ACME"
                : "Harbour Ltd",
                response = n % 3 == 0 ? 0 : due,
                due,
                at,
            }
        );
        await LineAsync(n, 1, at);
        await ArticleAsync(n, at, 3, 1 + n % 2, 1);
        if (n % 2 == 0)
            await ArticleAsync(n, at.AddMinutes(1), 1, 3, 0);
        if (n % 3 != 0)
            await FieldAsync(n, 1, n % 2 == 0 ? "Hardware" : "Software", null);
        if (n % 4 != 0)
            await FieldAsync(n, 2, n % 2 == 0 ? "Lyon" : "Paris", null);
        if (n % 4 == 1)
            await FieldAsync(n, 3, null, 1 + n % 5);
        if (n % 5 == 4)
            await FieldAsync(n, 4, "Failed", null);
    }

    /// <summary>Changes a ticket, and writes the line of the history that Znuny writes of it.</summary>
    private async Task StepAsync(int n, int type, string set, DateTime? at = null)
    {
        await ExecuteAsync(
            $"UPDATE ticket SET {set}, change_time = @at, change_by = 2 WHERE id = @n",
            new { n, at = at ?? Now }
        );
        await LineAsync(n, type, at ?? Now);
    }

    private Task LineAsync(int n, int type, DateTime at) =>
        ExecuteAsync(
            """
            INSERT INTO ticket_history SELECT @last, 'as Znuny words it', @type, t.id, NULL, COALESCE(t.type_id, 0),
              t.queue_id, t.user_id, t.ticket_priority_id, t.ticket_state_id, @at, 2, @at, 2
              FROM ticket t WHERE t.id = @n
            """,
            new
            {
                last = ++last,
                type,
                n,
                at,
            }
        );

    private Task ArticleAsync(int n, DateTime at, int sender, int channel, int isVisible) =>
        ExecuteAsync(
            """
            INSERT INTO article VALUES (@last, @n, @sender, @channel, @isVisible, @at, 1);
            INSERT INTO article_data_mime VALUES (@last, @last, 'Gil Guest <gil@example.com>', 'Hello', 'text/html',
              '<p>It is <b>broken</b></p>');
            UPDATE ticket SET change_time = @at WHERE id = @n
            """,
            new
            {
                last = ++last,
                n,
                at,
                sender,
                channel,
                isVisible,
            }
        );

    private Task FieldAsync(int n, int field, string? text, int? number) =>
        ExecuteAsync(
            "INSERT INTO dynamic_field_value VALUES (@last, @field, @n, @text, NULL, @number)",
            new
            {
                last = ++last,
                field,
                n,
                text,
                number,
            }
        );

    private sealed class Row
    {
        public long Id { get; set; }
        public string Tn { get; set; } = "";
        public string? Title { get; set; }
        public int Queue { get; set; }
        public int? Type { get; set; }
        public int? Service { get; set; }
        public int Owner { get; set; }
        public int Priority { get; set; }
        public int State { get; set; }
        public string? Customer { get; set; }
        public string? Company { get; set; }
        public long Response { get; set; }
        public long Solution { get; set; }
        public DateTime Created { get; set; }
        public DateTime Changed { get; set; }
    }

    private sealed class Line
    {
        public long Ticket { get; set; }
        public int State { get; set; }
        public int Owner { get; set; }
        public int Queue { get; set; }
        public DateTime At { get; set; }
    }

    private sealed class Article
    {
        public long Ticket { get; set; }
        public int Sender { get; set; }
        public int Channel { get; set; }
        public int Visible { get; set; }
        public DateTime At { get; set; }
    }

    private sealed class Field
    {
        public long Ticket { get; set; }
        public int Kind { get; set; }
        public string? Text { get; set; }
        public long? Number { get; set; }
    }
}

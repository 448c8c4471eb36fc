using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Integration.Tests.Products;

/// <summary>Tables of Zammad 6, which is on PostgreSQL alone.</summary>
internal sealed class ZammadTables() : ProductTables("zammad6", DatabaseProvider.PostgreSql)
{
    private const int Tickets = 40;
    private static readonly int[] Closed = [4, 8];
    private static readonly string[] Groups = ["", "Users", "Network", "Network::Wireless", "Spam"];
    private static readonly string?[] People =
    [
        null,
        null,
        "Ana Lima",
        "Bo Bauer",
        "Gil Guest",
        "nameless@example.com",
    ];

    public override string Talked => "38006";

    protected override string Hidden => "Spam";

    public override IReadOnlyList<(string, Func<Task>)> Deeds =>
        [
            ("a ticket is closed", () => CloseAsync(2, Moment, 4)),
            ("it is opened again", () => SetAsync(2, 1, "state_id", 2, Moment)),
            ("somebody else takes it", () => SetAsync(2, 2, "owner_id", 3, Moment)),
            ("it is moved", () => SetAsync(2, 3, "group_id", 3, Moment)),
            ("an agent answers", () => AnswerAsync(7, Moment)),
            ("a ticket is merged", () => SetAsync(4, 1, "state_id", 5, Moment)),
            ("a ticket is moved to the spam", () => SetAsync(8, 3, "group_id", 4, Moment)),
            ("a ticket is made", () => CreateAsync(Tickets + 1, Moment)),
        ];

    public override Task PurgeAsync() => ExecuteAsync("DELETE FROM tickets WHERE id = 10");

    protected override (string Table, string Column) Stamp => ("tickets", "updated_at");

    protected override string Grow(int tickets) =>
        $"""
            INSERT INTO tickets (id, group_id, priority_id, state_id, number, title, owner_id, customer_id,
                updated_by_id, created_by_id, created_at, updated_at)
              SELECT s, 2, 2, 2, '99' || s, 'Grown', 2, 4, 1, 1, '2026-01-01', '2026-01-01'
              FROM generate_series(1001, {1_000 + tickets}) s;
            INSERT INTO histories (history_type_id, history_object_id, history_attribute_id, o_id, id_from, id_to,
                created_by_id, created_at)
              SELECT 2, 1, 1, s, 1, 2, 1, '2026-01-01' FROM generate_series(1001, {1_000 + tickets}) s;
            ANALYZE
            """;

    protected override async Task FillAsync()
    {
        for (var n = 1; n <= Tickets; n++)
        {
            var at = Moment.AddHours(-19 * (n - 1)).AddMinutes(-40);
            await CreateAsync(n, at);
            if (n % 2 == 0)
                await SetAsync(n, 2, "owner_id", n % 4 == 0 ? 2 : 5, at.AddMinutes(2));
            if (n % 3 == 0)
                await AnswerAsync(n, at.AddMinutes(4));
            if (n % 10 == 0)
                await SetAsync(n, 2, "owner_id", 3, at.AddMinutes(5));
            if (n % 5 == 0)
                await SetAsync(n, 3, "group_id", n % 20 == 0 ? 4 : 3, at.AddMinutes(6));
            if (n % 4 == 1)
                await CloseAsync(n, at.AddMinutes(10), n % 3 == 0 ? 8 : 4);
            if (n % 8 == 1)
                await SetAsync(n, 1, "state_id", n % 3 == 0 ? 9 : 2, at.AddMinutes(12));
            if (n % 16 == 1)
                await CloseAsync(n, at.AddMinutes(15), 4);
            if (n % 7 == 0)
                await SetAsync(n, 1, "state_id", n % 2 == 0 ? 3 : 7, at.AddMinutes(20));
            if (n % 11 == 0)
                await SetAsync(n, 1, "state_id", n % 2 == 0 ? 5 : 6, at.AddMinutes(30));
        }
    }

    public override async Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync()
    {
        var changes = (
            await RowsAsync<Change>(
                """
                SELECT o_id AS ticket, history_attribute_id AS field, id_from AS was, id_to AS is, created_at AS at
                FROM histories WHERE history_type_id = 2 AND history_object_id = 1 ORDER BY id
                """
            )
        ).ToLookup(change => change.Ticket);
        var rows = await RowsAsync<Row>(
            """
            SELECT id, number, title, type, state_id AS state, priority_id AS priority, group_id AS team,
              owner_id AS owner, customer_id AS customer, create_article_type_id AS channel, location, rating,
              created_at AS created, updated_at AS updated, first_response_at AS responded,
              first_response_escalation_at AS responsedue, first_response_diff_in_min AS responsediff,
              close_at AS closed, last_close_at AS lastclosed, close_escalation_at AS due, close_diff_in_min AS diff
            FROM tickets
            """
        );
        var tickets = rows.Where(row => row.State is not (5 or 6) && row.Team != 4)
            .Select(row =>
            {
                var isClosed = Closed.Contains(row.State);
                var closed = isClosed ? Utc(row.LastClosed) : null;
                var reopenings = changes[row.Id]
                    .Where(one => one.Field == 1 && Closed.Contains(one.Was) && one.Is is not (4 or 5 or 6 or 8))
                    .ToList();
                return new Ticket
                {
                    Id = row.Number,
                    Kind = row.Type switch
                    {
                        "Problem" => TicketKind.Problem,
                        "Request for Change" => TicketKind.Change,
                        "Of our own" => TicketKind.Request,
                        _ => TicketKind.Incident,
                    },
                    Title = row.Title,
                    State = row.State switch
                    {
                        1 => TicketState.New,
                        3 or 7 => TicketState.Pending,
                        4 => TicketState.Closed,
                        8 => TicketState.Cancelled,
                        _ => TicketState.Open,
                    },
                    Priority = 5 - row.Priority,
                    Location = row.Location,
                    Rating = row.Rating is "5" ? 5 : null,
                    Channel = row.Channel == 1 ? "email" : "phone",
                    Team = Groups[row.Team],
                    Assignee = People[row.Owner],
                    Requester = People[row.Customer],
                    OpenedAt = Utc(row.Created)!.Value,
                    RespondedAt = Utc(row.Responded),
                    ResolvedAt = closed,
                    ClosedAt = closed,
                    ReopenedAt = Utc(reopenings.LastOrDefault()?.At),
                    ResponseDueAt = Utc(row.ResponseDue ?? Later(row.Responded, row.ResponseDiff)),
                    DueAt = Utc(row.Due ?? (isClosed ? Later(row.Closed, row.Diff) : null)),
                    Reopens = reopenings.Count,
                    Reassignments = changes[row.Id].Count(one => one.Field == 3 || (one.Field == 2 && one.Was > 1)),
                    Url = $"{Web}/#ticket/zoom/{row.Id}",
                    UpdatedAt = Utc(row.Updated)!.Value,
                };
            })
            .ToList();
        return (tickets, []);
    }

    private static DateTime? Later(DateTime? time, int? minutes) =>
        time is { } at && minutes is { } some ? at.AddMinutes(some) : null;

    /// <summary>Now, in milliseconds, as Zammad keeps it.</summary>
    private static DateTime Moment =>
        DateTime.SpecifyKind(Now.AddMilliseconds(DateTime.UtcNow.Millisecond), DateTimeKind.Unspecified);

    private Task CreateAsync(int n, DateTime at) =>
        ExecuteAsync(
            """
            INSERT INTO tickets (id, group_id, priority_id, state_id, organization_id, number, title, owner_id,
                customer_id, first_response_escalation_at, close_escalation_at, create_article_type_id, type,
                updated_by_id, created_by_id, created_at, updated_at, location, rating)
              VALUES (@n, @team, @priority, 1, 1, @number, @title, 1, 4, @due, @due, @channel, @type, 4, 4, @at, @at,
                @location, @rating);
            INSERT INTO histories (history_type_id, history_object_id, o_id, created_by_id, created_at)
              VALUES (1, 1, @n, 4, @at);
            INSERT INTO ticket_articles (ticket_id, type_id, sender_id, content_type, body, updated_by_id,
                created_by_id, created_at)
              VALUES (@n, @channel, 2, 'text/html', '<p>It is <b>broken</b></p>', 4, 4, @at)
            """,
            new
            {
                n,
                team = n % 3 == 0 ? 1 : 2,
                priority = 1 + n % 3,
                number = $"{38000 + n}",
                title = n % 13 == 0 ? "Ünïcode ☎ 'quoted'" : $"Ticket {n}",
                due = n % 6 == 0 ? (DateTime?)null : at.AddMinutes(5 + n),
                channel = n % 2 == 0 ? 1 : 5,
                type = (n % 6) switch
                {
                    0 => "Problem",
                    1 => "Request for Change",
                    2 => "Of our own",
                    3 => "",
                    4 => null,
                    _ => "Incident",
                },
                at,
                location = n % 4 == 0 ? null
                : n % 2 == 0 ? "Lyon"
                : "Paris",
                rating = n % 8 == 1 ? "5" : null,
            }
        );

    /// <summary>A field changes, with the history that Zammad keeps of it.</summary>
    private Task SetAsync(int n, int field, string column, int to, DateTime at) =>
        ExecuteAsync(
            $"""
            INSERT INTO histories (history_type_id, history_object_id, history_attribute_id, o_id, id_from, id_to,
                value_from, value_to, created_by_id, created_at)
              SELECT 2, 1, @field, @n, {column}, @to, 'before', 'after', 2, @at FROM tickets WHERE id = @n;
            UPDATE tickets SET {column} = @to, updated_at = @at WHERE id = @n
            """,
            new
            {
                n,
                field,
                to,
                at,
            }
        );

    /// <summary>Its first closing keeps by how much it was in time, and forgets when it was due.</summary>
    private async Task CloseAsync(int n, DateTime at, int state)
    {
        await SetAsync(n, 1, "state_id", state, at);
        await ExecuteAsync(
            """
            UPDATE tickets SET close_at = COALESCE(close_at, @at), last_close_at = @at,
              close_diff_in_min = COALESCE(close_diff_in_min, extract(epoch FROM close_escalation_at - @at) / 60),
              close_escalation_at = NULL WHERE id = @n
            """,
            new { n, at }
        );
    }

    private Task AnswerAsync(int n, DateTime at) =>
        ExecuteAsync(
            """
            INSERT INTO ticket_articles (ticket_id, type_id, sender_id, body, updated_by_id, created_by_id, created_at)
              VALUES (@n, 1, 1, 'It is the tray', 2, 2, @at);
            UPDATE tickets SET first_response_at = @at, updated_at = @at, first_response_escalation_at = NULL,
              first_response_diff_in_min = extract(epoch FROM first_response_escalation_at - @at) / 60 WHERE id = @n
            """,
            new { n, at }
        );

    private sealed class Row
    {
        public int Id { get; set; }
        public string Number { get; set; } = "";
        public string Title { get; set; } = "";
        public string? Type { get; set; }
        public int State { get; set; }
        public int Priority { get; set; }
        public int Team { get; set; }
        public int Owner { get; set; }
        public int Customer { get; set; }
        public int Channel { get; set; }
        public string? Location { get; set; }
        public string? Rating { get; set; }
        public DateTime Created { get; set; }
        public DateTime Updated { get; set; }
        public DateTime? Responded { get; set; }
        public DateTime? ResponseDue { get; set; }
        public int? ResponseDiff { get; set; }
        public DateTime? Closed { get; set; }
        public DateTime? LastClosed { get; set; }
        public DateTime? Due { get; set; }
        public int? Diff { get; set; }
    }

    private sealed class Change
    {
        public int Ticket { get; set; }
        public int Field { get; set; }
        public int Was { get; set; }
        public int Is { get; set; }
        public DateTime At { get; set; }
    }
}

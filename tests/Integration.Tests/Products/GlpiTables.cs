using Apollo.Grains.Databases;
using Apollo.Model;

namespace Apollo.Integration.Tests.Products;

/// <summary>Tables of GLPI 10, which is on MariaDB and MySQL alone.</summary>
internal sealed partial class GlpiTables() : ProductTables("glpi10", DatabaseProvider.MySql)
{
    private const int Tickets = 40;
    private static readonly FurtherNames By = new(["entity"]);
    private static readonly string?[] People = [null, null, "Ana Lima", "Bo Bauer", "Gil Guest", "nameless"];
    private static readonly string?[] Teams = [null, "Network", "Network > Field"];
    private static readonly string?[] Places = [null, "Lyon > Hall", "Paris"];
    private static readonly string?[] Ways = [null, "Helpdesk", "E-Mail", "Phone"];

    public override string Talked => "6";

    protected override string Hidden => "Tests";

    public override IReadOnlyList<(string, Func<Task>)> Deeds =>
        [
            ("a ticket is solved", () => StateAsync("Ticket", 2, 5, Now)),
            ("it is opened again", () => StateAsync("Ticket", 2, 2, Now)),
            ("somebody else takes it", () => GiveAsync("Ticket", 2, 3, Now)),
            ("an agent answers", () => AnswerAsync(7, Now)),
            ("its survey is answered", () => RateAsync(9, 2, Now)),
            ("a task is planned and another done", () => TasksAsync()),
            ("a change is closed", () => StateAsync("Change", 3, 6, Now)),
            ("a problem is observed", () => StateAsync("Problem", 2, 8, Now)),
            ("a ticket is put into the bin", () => SetAsync("tickets", 6, "is_deleted = 1", Now)),
            ("a ticket goes to an entity that does not count", () => SetAsync("tickets", 8, "entities_id = 2", Now)),
            ("a ticket is made", () => CreateAsync("Ticket", Tickets + 1, Now)),
        ];

    public override Task PurgeAsync() => ExecuteAsync("DELETE FROM glpi_tickets WHERE id = 10");

    protected override (string Table, string Column) Stamp => ("glpi_tickets", "date_mod");

    protected override string Grow(int tickets) =>
        $"""
            INSERT INTO glpi_tickets (id, name, date, date_mod, status, priority)
              SELECT seq, 'Grown', '2026-01-01', '2026-01-01', 2, 3 FROM seq_1001_to_{1_000 + tickets};
            INSERT INTO glpi_problems (id, name, date, date_mod, status, priority)
              SELECT seq, 'Grown', '2026-01-01', '2026-01-01', 2, 3 FROM seq_1001_to_{1_000 + tickets};
            INSERT INTO glpi_changes (id, name, date, date_mod, status, priority)
              SELECT seq, 'Grown', '2026-01-01', '2026-01-01', 2, 3 FROM seq_1001_to_{1_000 + tickets};
            INSERT INTO glpi_ticketsatisfactions (tickets_id, date_answered, satisfaction)
              SELECT seq, '2026-01-01', 3 FROM seq_1001_to_{1_000 + tickets};
            INSERT INTO glpi_tickettasks (tickets_id, begin, end, date_mod)
              SELECT seq, '2026-01-01', '2026-01-01 01:00:00', '2026-01-01' FROM seq_1001_to_{1_000 + tickets};
            INSERT INTO glpi_logs (itemtype, items_id, date_mod, id_search_option, old_value, new_value)
              SELECT 'Ticket', seq, '2026-01-01', 12, '1', '2' FROM seq_1001_to_{1_000 + tickets};
            ANALYZE TABLE glpi_tickets, glpi_problems, glpi_changes, glpi_ticketsatisfactions, glpi_tickettasks,
              glpi_logs
            """;

    protected override async Task FillAsync()
    {
        for (var n = 1; n <= Tickets; n++)
        {
            var at = Now.AddHours(-19 * (n - 1)).AddMinutes(-40);
            await CreateAsync("Ticket", n, at);
            if (n % 2 == 0)
                await GiveAsync("Ticket", n, n % 4 == 0 ? 2 : 5, at.AddMinutes(2));
            if (n % 3 == 0)
                await AnswerAsync(n, at.AddMinutes(4));
            if (n % 4 == 1)
                await StateAsync("Ticket", n, n % 3 == 0 ? 6 : 5, at.AddMinutes(10));
            if (n % 8 == 1)
                await StateAsync("Ticket", n, 2, at.AddMinutes(12));
            if (n % 16 == 1)
                await StateAsync("Ticket", n, 6, at.AddMinutes(15));
            if (n % 7 == 0)
                await StateAsync("Ticket", n, n % 2 == 0 ? 4 : 3, at.AddMinutes(20));
            if (n % 16 == 1)
                await RateAsync(n, n % 6, at.AddMinutes(25));
            if (n % 5 == 0)
                await TaskAsync(n, at.AddHours(26), n % 10 == 0 ? 2 : 1, at.AddMinutes(30));
            if (n % 11 == 0)
                await SetAsync("tickets", n, n % 2 == 0 ? "is_deleted = 1" : "entities_id = 2", at.AddMinutes(31));
        }
        int[] problem = [1, 7, 2, 3, 4, 5, 8, 6];
        int[] change = [1, 9, 10, 7, 4, 11, 12, 5, 8, 6, 14, 13];
        for (var n = 1; n <= 12; n++)
        {
            await CreateAsync("Problem", n, Now.AddHours(-23 * n));
            await StateAsync("Problem", n, problem[n % 8], Now.AddHours(-20 * n));
            await CreateAsync("Change", n, Now.AddHours(-29 * n));
            await StateAsync("Change", n, change[n % 12], Now.AddHours(-21 * n));
        }
    }

    public override async Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync()
    {
        var logs = (
            await RowsAsync<Log>(
                """
                SELECT itemtype AS type, items_id AS item, CAST(old_value AS int) AS was, CAST(new_value AS int) AS now,
                  date_mod AS at FROM glpi_logs WHERE id_search_option = 12 ORDER BY id
                """
            )
        ).ToLookup(log => (log.Type, log.Item));
        var ratings = (
            await RowsAsync<(uint, int?)>(
                "SELECT tickets_id, satisfaction FROM glpi_ticketsatisfactions WHERE date_answered IS NOT NULL"
            )
        ).ToDictionary();
        var tickets = new List<Ticket>();
        foreach (var (type, table, people, teams, letter) in Kinds)
        {
            var key = $"{table}_id";
            var actors = (
                await RowsAsync<Actor>($"SELECT {key} AS item, users_id AS who, type FROM glpi_{people} ORDER BY id")
            ).ToLookup(actor => actor.Item);
            var groups = (
                await RowsAsync<Actor>($"SELECT {key} AS item, groups_id AS who, type FROM glpi_{teams} ORDER BY id")
            ).ToLookup(actor => actor.Item);
            var own =
                type == "Ticket"
                    ? "takeintoaccountdate AS responded, requesttypes_id AS way, type, slas_id_ttr AS sla, "
                        + "time_to_own AS own, sla_waiting_duration AS waited"
                    : "NULL AS responded, 0 AS way, 0 AS type, 0 AS sla, NULL AS own, 0 AS waited";
            var rows = await RowsAsync<Row>(
                $"""
                SELECT id, entities_id AS entity, name, date, closedate AS closed, solvedate AS solved,
                  date_mod AS changed, status, priority,
                  itilcategories_id AS category, time_to_resolve AS due, locations_id AS place, {own}
                FROM glpi_{table} WHERE is_deleted = 0 AND entities_id <> 2
                """
            );
            tickets.AddRange(
                rows.Select(row =>
                {
                    var reopenings = logs[(type, row.Id)]
                        .Where(log => log.Was is 5 or 6 or 8 && log.Now is not (5 or 6 or 8 or 13 or 14))
                        .ToList();
                    return new Ticket
                    {
                        Id = $"{letter}{row.Id}",
                        Kind = type switch
                        {
                            "Problem" => TicketKind.Problem,
                            "Change" => TicketKind.Change,
                            _ => row.Type == 2 ? TicketKind.Request : TicketKind.Incident,
                        },
                        Title = row.Name,
                        State = row.Status switch
                        {
                            1 => TicketState.New,
                            4 => TicketState.Pending,
                            5 or 8 => TicketState.Resolved,
                            6 => TicketState.Closed,
                            13 or 14 => TicketState.Cancelled,
                            _ => TicketState.Open,
                        },
                        Priority = Math.Max(1, 6 - row.Priority),
                        Category = row.Category == 2 ? "Network > R&D" : null,
                        Channel = Ways[row.Way],
                        Location = Places[row.Place],
                        Team = Teams[groups[row.Id].FirstOrDefault(one => one.Type == 2)?.Who ?? 0],
                        Assignee = People[actors[row.Id].FirstOrDefault(one => one.Type == 2)?.Who ?? 0],
                        Requester = row.Id % 9 == 0 ? "stranger@example.com" : "Gil Guest",
                        OpenedAt = Utc(row.Date)!.Value,
                        RespondedAt = Utc(row.Responded),
                        ResolvedAt = Utc(row.Solved),
                        ClosedAt = Utc(row.Closed),
                        ReopenedAt = Utc(reopenings.LastOrDefault()?.At),
                        ResponseDueAt = Utc(row.Own),
                        DueAt = Utc(row.Due),
                        PendingSeconds = row.Sla > 0 ? row.Waited : null,
                        Reopens = reopenings.Count,
                        Rating =
                            type == "Ticket" && ratings.GetValueOrDefault(row.Id) is > 0 and var rating ? rating : null,
                        Url = $"{Web}/front/{type.ToLowerInvariant()}.form.php?id={row.Id}",
                        UpdatedAt = Utc(row.Changed)!.Value,
                        Further = new(By, row.Entity == 1 ? "Root entity > Lyon" : "Root entity"),
                    };
                })
            );
        }
        var there = tickets.Where(ticket => char.IsDigit(ticket.Id[0])).ToDictionary(ticket => ticket.Id);
        var tasks = await RowsAsync<Work>(
            """
            SELECT id, tickets_id AS ticket, begin AS start, end AS ending, state, users_id_tech AS who,
              groups_id_tech AS team, date_mod AS changed FROM glpi_tickettasks WHERE begin IS NOT NULL
            """
        );
        var visits = tasks
            .Where(task => there.ContainsKey($"{task.Ticket}"))
            .Select(task => new Intervention
            {
                Id = $"T{task.Id}",
                TicketId = $"{task.Ticket}",
                Title = there[$"{task.Ticket}"].Title,
                State = task.State == 2 ? InterventionState.Done : InterventionState.Planned,
                Location = there[$"{task.Ticket}"].Location,
                Address = there[$"{task.Ticket}"].Location == "Lyon > Hall" ? "1 rue de la Gare, Lyon" : null,
                Team = Teams[task.Team],
                Technician = People[task.Who],
                StartsAt = Utc(task.Start),
                EndsAt = Utc(task.Ending),
                DoneAt = task.State == 2 ? Utc(task.Changed) : null,
                Url = $"{Web}/front/ticket.form.php?id={task.Ticket}",
                UpdatedAt = Utc(task.Changed)!.Value,
            })
            .ToList();
        return (tickets, visits);
    }

    private static readonly (string Type, string Table, string People, string Teams, string Letter)[] Kinds =
    [
        ("Ticket", "tickets", "tickets_users", "groups_tickets", ""),
        ("Problem", "problems", "problems_users", "groups_problems", "P"),
        ("Change", "changes", "changes_users", "changes_groups", "C"),
    ];

    private static (string Type, string Table, string People, string Teams, string Letter) KindOf(string type) =>
        Kinds.Single(kind => kind.Type == type);

    private async Task CreateAsync(string type, int n, DateTime at)
    {
        var (_, table, people, teams, _) = KindOf(type);
        await ExecuteAsync(
            $"""
            INSERT INTO glpi_{table} (id, entities_id, name, date, date_mod, status, content, priority,
                itilcategories_id, time_to_resolve, locations_id)
              VALUES (@n, @entity, @title, @at, @at, 1, '&#60;p&#62;It is broken&#60;/p&#62;', @priority, @category,
                @due, @place);
            INSERT INTO glpi_{people} ({table}_id, users_id, type, alternative_email)
              VALUES (@n, @who, 1, 'stranger@example.com'), (@n, 2, 3, NULL);
            INSERT INTO glpi_{teams} ({table}_id, groups_id, type) VALUES (@n, 1, 3), (@n, @team, 2), (@n, 1, 2)
            """,
            new
            {
                n,
                entity = n % 2,
                title = n % 13 == 0 ? "Ünïcode ☎ 'quoted'" : $"{type} {n}",
                at,
                priority = 1 + n % 6,
                category = n % 3 == 0 ? 0 : 2,
                due = n % 6 == 0 ? (DateTime?)null : at.AddHours(4 + n),
                place = n % 3,
                who = n % 9 == 0 ? 0 : 4,
                team = 1 + n % 2,
            }
        );
        if (type == "Ticket")
            await ExecuteAsync(
                """
                UPDATE glpi_tickets SET type = @type, requesttypes_id = @way, slas_id_ttr = @sla,
                  sla_waiting_duration = 90, time_to_own = @own WHERE id = @n
                """,
                new
                {
                    n,
                    type = 1 + n % 2,
                    way = 1 + n % 3,
                    sla = n % 2,
                    own = n % 4 == 0 ? (DateTime?)null : at.AddMinutes(3 + n % 5),
                }
            );
    }

    /// <summary>A new state, with the times and the line of the log that GLPI writes of it.</summary>
    private async Task StateAsync(string type, int n, int state, DateTime at)
    {
        var (_, table, _, _, _) = KindOf(type);
        var times = state switch
        {
            5 or 8 => ", solvedate = @at",
            6 => ", solvedate = COALESCE(solvedate, @at), closedate = @at",
            13 or 14 => "",
            _ => ", solvedate = NULL, closedate = NULL",
        };
        await ExecuteAsync(
            $"""
            INSERT INTO glpi_logs (itemtype, items_id, user_name, date_mod, id_search_option, old_value, new_value)
              SELECT '{type}', id, 'Ana Lima (2)', @at, 12, status, @state FROM glpi_{table} WHERE id = @n;
            UPDATE glpi_{table} SET status = @state, date_mod = @at{times} WHERE id = @n
            """,
            new
            {
                n,
                state,
                at,
            }
        );
    }

    private Task GiveAsync(string type, int n, int who, DateTime at)
    {
        var (_, table, people, _, _) = KindOf(type);
        return ExecuteAsync(
            $"""
            DELETE FROM glpi_{people} WHERE {table}_id = @n AND type = 2;
            INSERT INTO glpi_{people} ({table}_id, users_id, type) VALUES (@n, @who, 2), (@n, 4, 2);
            UPDATE glpi_{table} SET date_mod = @at WHERE id = @n
            """,
            new
            {
                n,
                who,
                at,
            }
        );
    }

    private Task AnswerAsync(int n, DateTime at) =>
        ExecuteAsync(
            """
            INSERT INTO glpi_itilfollowups (itemtype, items_id, date, users_id, content)
              VALUES ('Ticket', @n, @at, 2, '&#60;p&#62;It is the tray &#38;amp; the toner&#60;/p&#62;');
            UPDATE glpi_tickets SET takeintoaccountdate = COALESCE(takeintoaccountdate, @at), date_mod = @at
              WHERE id = @n
            """,
            new { n, at }
        );

    /// <summary>The survey of a ticket is answered: the ticket keeps its stamp.</summary>
    private Task RateAsync(int n, int stars, DateTime at) =>
        ExecuteAsync(
            "REPLACE INTO glpi_ticketsatisfactions (tickets_id, date_begin, date_answered, satisfaction) "
                + "VALUES (@n, @at, @at, @stars)",
            new
            {
                n,
                stars,
                at,
            }
        );

    private async Task TasksAsync()
    {
        await TaskAsync(3, Now.AddHours(5), 1, Now);
        await ExecuteAsync("UPDATE glpi_tickettasks SET state = 2, date_mod = @Now WHERE tickets_id = 5", new { Now });
    }

    private Task TaskAsync(int n, DateTime starts, int state, DateTime at) =>
        ExecuteAsync(
            """
            INSERT INTO glpi_tickettasks (tickets_id, date, users_id, content, begin, end, state, users_id_tech,
                groups_id_tech, date_mod)
              VALUES (@n, @at, 2, 'Look', @starts, @starts + INTERVAL 2 HOUR, @state, 3, 2, @at),
                (@n, @at, 2, 'Not planned', NULL, NULL, 1, 3, 2, @at)
            """,
            new
            {
                n,
                starts,
                state,
                at,
            }
        );

    private Task SetAsync(string table, int n, string set, DateTime at) =>
        ExecuteAsync($"UPDATE glpi_{table} SET {set}, date_mod = @at WHERE id = @n", new { n, at });
}

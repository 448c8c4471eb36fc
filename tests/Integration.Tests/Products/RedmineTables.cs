using System.Globalization;
using Apollo.Model;
using Dapper;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// What Redmine's tables say of its issues, read plainly, table by table, apart from the shipped files.
/// </summary>
internal static class RedmineTables
{
    private static readonly TimeZoneInfo Product = TimeZoneInfo.FindSystemTimeZoneById(Redmine.Zone);

    private static readonly Dictionary<string, TicketState> States = new()
    {
        ["New"] = TicketState.New,
        ["In Progress"] = TicketState.Open,
        ["Feedback"] = TicketState.Pending,
        ["Resolved"] = TicketState.Resolved,
        ["Closed"] = TicketState.Closed,
        ["Rejected"] = TicketState.Cancelled,
    };

    private static readonly string[] Done = ["Resolved", "Closed", "Rejected"];

    private static readonly Dictionary<string, TicketKind> Kinds = new()
    {
        ["Bug"] = TicketKind.Incident,
        ["Feature"] = TicketKind.Request,
        ["Support"] = TicketKind.Request,
    };

    private static readonly Dictionary<string, int> Priorities = new()
    {
        ["Immediate"] = 1,
        ["Urgent"] = 2,
        ["High"] = 2,
        ["Normal"] = 3,
        ["Low"] = 4,
    };

    /// <summary>All of them.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="dueZone">The zone of the due dates' midnights.</param>
    public static async Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync(
        string connectionString,
        string dueZone = Redmine.DueZone
    )
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(dueZone);
        var trackers = await NamesAsync("SELECT id, name FROM trackers");
        var statuses = await NamesAsync("SELECT id, name FROM issue_statuses");
        var priorities = await NamesAsync("SELECT id, name FROM enumerations WHERE type = 'IssuePriority'");
        var categories = await NamesAsync("SELECT id, name FROM issue_categories");
        var people = await NamesAsync("SELECT id, trim(firstname || ' ' || lastname) FROM users");
        var projects = await NamesAsync("SELECT id, name FROM projects WHERE status <> 9");
        var fields = (
            await connection.QueryAsync<(int Issue, string Name, string Value)>(
                """
                SELECT v.customized_id, f.name, v.value FROM custom_values v, custom_fields f
                WHERE f.id = v.custom_field_id AND v.value <> ''
                """
            )
        ).ToDictionary(one => (one.Issue, one.Name), one => one.Value);
        var relations = (
            await connection.QueryAsync<(int From, int To)>(
                "SELECT issue_from_id, issue_to_id FROM issue_relations ORDER BY id"
            )
        ).ToList();
        var steps = (
            await connection.QueryAsync<Step>(
                """
                SELECT j.journalized_id AS issue, j.user_id AS author, j.notes, j.private_notes AS private,
                  j.created_on AS at, d.prop_key AS field, d.old_value AS was, d.value AS is
                FROM journals j LEFT JOIN journal_details d ON d.journal_id = j.id AND d.property = 'attr'
                ORDER BY j.id
                """
            )
        ).ToLookup(step => step.Issue);
        var issues = await connection.QueryAsync<Row>(
            """
            SELECT id, tracker_id AS tracker, project_id AS project, subject, status_id AS status,
              priority_id AS priority, category_id AS category, assigned_to_id AS assignee, author_id AS author,
              start_date::timestamp AS starts, due_date::timestamp AS due, parent_id AS parent,
              created_on AS created, updated_on AS updated, closed_on AS closed
            FROM issues ORDER BY id
            """
        );

        DateTime? Midnight(DateTime? day) => day is { } some ? TimeZoneInfo.ConvertTimeToUtc(some, zone) : null;
        string? Field(int issue, string name) => fields.GetValueOrDefault((issue, name));
        int? Related(int issue) =>
            relations
                .Where(two => two.From == issue || two.To == issue)
                .Select(two => (int?)(two.From == issue ? two.To : two.From))
                .FirstOrDefault();
        bool IsDone(string? status) => Done.Contains(statuses[int.Parse(status!, CultureInfo.InvariantCulture)]);

        var tickets = new List<Ticket>();
        var visits = new List<Intervention>();
        foreach (var row in issues.Where(row => projects.ContainsKey(row.Project)))
        {
            var status = statuses[row.Status];
            var isClosed = status is "Closed" or "Rejected";
            var assignee = row.Assignee is { } some ? people[some] : null;
            if (trackers[row.Tracker] == "Visit")
            {
                var ticket = row.Parent ?? Related(row.Id);
                visits.Add(
                    new Intervention
                    {
                        Id = $"V{row.Id}",
                        TicketId = ticket?.ToString(CultureInfo.InvariantCulture),
                        Title = row.Subject,
                        State =
                            isClosed || status == "Resolved" ? InterventionState.Done
                            : status == "In Progress" ? InterventionState.Underway
                            : InterventionState.Planned,
                        Location = Field(row.Id, "Location"),
                        Team = projects[row.Project],
                        Technician = assignee,
                        StartsAt = Midnight(row.Starts),
                        EndsAt = Midnight((row.Due ?? row.Starts)?.AddDays(1)),
                        DoneAt = isClosed ? Utc(row.Closed) : null,
                        Url = $"{Redmine.Web}/issues/{row.Id}",
                        UpdatedAt = Utc(row.Updated)!.Value,
                    }
                );
                continue;
            }
            var own = steps[row.Id].ToList();
            var turns = own.Where(step => step.Field == "status_id" && IsDone(step.Was) != IsDone(step.Is)).ToList();
            var reopened = turns.Where(step => IsDone(step.Was)).ToList();
            var ended = turns.LastOrDefault(step => IsDone(step.Is))?.At ?? row.Closed;
            tickets.Add(
                new Ticket
                {
                    Id = $"{row.Id}",
                    Kind = Kinds[trackers[row.Tracker]],
                    Title = row.Subject,
                    State = States[status],
                    Priority = Priorities[priorities[row.Priority]],
                    Category = row.Category is { } category ? categories[category] : null,
                    Service = Field(row.Id, "Service"),
                    Channel = Field(row.Id, "Channel"),
                    Location = Field(row.Id, "Location"),
                    Team = projects[row.Project],
                    Assignee = assignee,
                    Requester = people[row.Author],
                    OpenedAt = Utc(row.Created)!.Value,
                    RespondedAt = Utc(
                        own.Where(step => step.Notes is { Length: > 0 } && !step.Private && step.Author != row.Author)
                            .Select(step => (DateTime?)step.At)
                            .FirstOrDefault()
                    ),
                    ResolvedAt = Done.Contains(status) ? Utc(ended) : null,
                    ClosedAt = isClosed ? Utc(row.Closed) : null,
                    ReopenedAt = Utc(reopened.LastOrDefault()?.At),
                    DueAt = Midnight(row.Due?.AddDays(1)),
                    Reopens = reopened.Count,
                    Reassignments = own.Count(step => step is { Field: "assigned_to_id", Was.Length: > 0 }),
                    Rating = Field(row.Id, "Rating") is { } rating
                        ? int.Parse(rating, CultureInfo.InvariantCulture)
                        : null,
                    Url = $"{Redmine.Web}/issues/{row.Id}",
                    UpdatedAt = Utc(row.Updated)!.Value,
                }
            );
        }
        return (tickets, visits);

        async Task<Dictionary<int, string>> NamesAsync(string sql) =>
            (await connection.QueryAsync<(int, string)>(sql)).ToDictionary();
    }

    // Redmine writes the wall time of the machine that it is on.
    private static DateTime? Utc(DateTime? time) =>
        time is { } some ? TimeZoneInfo.ConvertTimeToUtc(some, Product) : null;

    private sealed class Row
    {
        public int Id { get; set; }
        public int Tracker { get; set; }
        public int Project { get; set; }
        public string Subject { get; set; } = "";
        public int Status { get; set; }
        public int Priority { get; set; }
        public int? Category { get; set; }
        public int? Assignee { get; set; }
        public int Author { get; set; }
        public DateTime? Starts { get; set; }
        public DateTime? Due { get; set; }
        public int? Parent { get; set; }
        public DateTime? Created { get; set; }
        public DateTime? Updated { get; set; }
        public DateTime? Closed { get; set; }
    }

    private sealed class Step
    {
        public int Issue { get; set; }
        public int Author { get; set; }
        public string? Notes { get; set; }
        public bool Private { get; set; }
        public DateTime At { get; set; }
        public string? Field { get; set; }
        public string? Was { get; set; }
        public string? Is { get; set; }
    }
}

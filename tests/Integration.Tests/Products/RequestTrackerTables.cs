using System.Globalization;
using Apollo.Model;
using Dapper;
using Npgsql;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// What Request Tracker's tables say of its tickets, read plainly, table by table, apart from the shipped files.
/// </summary>
internal static class RequestTrackerTables
{
    private static readonly string[] Ended = ["resolved", "rejected", "deleted"];

    private static readonly Dictionary<string, TicketState> States = new()
    {
        ["new"] = TicketState.New,
        ["open"] = TicketState.Open,
        ["stalled"] = TicketState.Pending,
        ["resolved"] = TicketState.Resolved,
        ["rejected"] = TicketState.Cancelled,
    };

    public static async Task<(List<Ticket> Tickets, List<Intervention> Visits)> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync("SET timezone TO 'UTC'");
        var all = (await connection.QueryAsync<Row>("SELECT * FROM tickets WHERE type = 'ticket'")).ToList();
        var queues = (await connection.QueryAsync<(int, string)>("SELECT id, name FROM queues")).ToDictionary();
        var users = (await connection.QueryAsync<Person>("SELECT id, name, realname FROM users")).ToDictionary(one =>
            one.Id
        );
        var staff = (
            await connection.QueryAsync<int>(
                "SELECT m.memberid FROM groupmembers m JOIN groups g ON g.id = m.groupid WHERE g.name = 'Privileged'"
            )
        ).ToHashSet();
        var fields = (
            await connection.QueryAsync<(int Ticket, string Name, string Content)>(
                """
                SELECT v.objectid, c.name, v.content FROM objectcustomfieldvalues v, customfields c
                WHERE c.id = v.customfield AND v.objecttype = 'RT::Ticket' AND v.disabled = 0
                """
            )
        ).ToDictionary(one => (one.Ticket, one.Name), one => one.Content);
        var steps = (
            await connection.QueryAsync<Step>("SELECT * FROM transactions WHERE objecttype = 'RT::Ticket' ORDER BY id")
        ).ToLookup(step => step.ObjectId);
        var links = (
            await connection.QueryAsync<(int, int)>("SELECT localbase, localtarget FROM links WHERE type = 'RefersTo'")
        ).ToDictionary();

        string? Name(int id) =>
            users[id] is { Name: not "Nobody" } one ? (one.RealName is { Length: > 0 } real ? real : one.Name) : null;
        string? Field(int ticket, string name) => fields.GetValueOrDefault((ticket, name));

        var there = all.Where(row => row.EffectiveId == row.Id && row.Status != "deleted").ToList();
        var tickets = new List<Ticket>();
        foreach (var row in there.Where(row => queues[row.Queue] != "Visits"))
        {
            var own = steps[row.Id].ToList();
            var reopened = own.Where(step =>
                    step.Type == "Status" && Ended.Contains(step.OldValue) && !Ended.Contains(step.NewValue)
                )
                .ToList();
            var kind = queues[row.Queue] == "Changes" ? "change" : Field(row.Id, "Kind") ?? "incident";
            tickets.Add(
                new Ticket
                {
                    Id = $"{row.Id}",
                    Kind = Enum.Parse<TicketKind>(kind, ignoreCase: true),
                    Title = row.Subject,
                    State = States[row.Status],
                    Priority = 5 - Math.Min(row.Priority / 25, 4),
                    Category = Field(row.Id, "Category"),
                    Location = Field(row.Id, "Location"),
                    Team = queues[row.Queue],
                    Assignee = Name(row.Owner),
                    Requester = "Gil Guest",
                    OpenedAt = Utc(row.Created)!.Value,
                    RespondedAt = own.Where(step => step.Type == "Correspond" && staff.Contains(step.Creator))
                        .Select(step => Utc(step.Created))
                        .FirstOrDefault(),
                    ResolvedAt = Utc(row.Resolved),
                    ReopenedAt = Utc(reopened.LastOrDefault()?.Created),
                    DueAt = Utc(row.Due),
                    Reopens = reopened.Count,
                    Reassignments = own.Count(step =>
                        step is { Type: "Set", Field: "Owner" }
                        && Name(int.Parse(step.OldValue!, CultureInfo.InvariantCulture)) is not null
                    ),
                    Rating = Field(row.Id, "Rating") is { } rating
                        ? int.Parse(rating, CultureInfo.InvariantCulture)
                        : null,
                    Outcome = Field(row.Id, "Outcome") is "successful" ? ChangeOutcome.Successful : null,
                    Url = $"https://rt.example.com/Ticket/Display.html?id={row.Id}",
                    UpdatedAt = Utc(row.LastUpdated)!.Value,
                }
            );
        }
        var visits = there
            .Where(row => queues[row.Queue] == "Visits")
            .Select(row => new Intervention
            {
                Id = $"V{row.Id}",
                TicketId = $"{links[row.Id]}",
                Title = row.Subject,
                State = row.Status == "resolved" ? InterventionState.Done : InterventionState.Planned,
                Location = Field(row.Id, "Location"),
                Team = "Visits",
                Technician = Name(row.Owner),
                StartsAt = Utc(row.Starts),
                EndsAt = Utc(row.Due),
                DoneAt = Utc(row.Resolved),
                Url = $"https://rt.example.com/Ticket/Display.html?id={row.Id}",
                UpdatedAt = Utc(row.LastUpdated)!.Value,
            })
            .ToList();
        return (tickets, visits);
    }

    // 1970 is Request Tracker's way to say that a time is not set.
    private static DateTime? Utc(DateTime? time) =>
        time is { Year: > 1970 } set ? DateTime.SpecifyKind(set, DateTimeKind.Utc) : null;

    private sealed class Row
    {
        public int Id { get; set; }
        public int EffectiveId { get; set; }
        public int Queue { get; set; }
        public int Owner { get; set; }
        public string Subject { get; set; } = "";
        public int Priority { get; set; }
        public string Status { get; set; } = "";
        public DateTime? Starts { get; set; }
        public DateTime? Due { get; set; }
        public DateTime? Resolved { get; set; }
        public DateTime? LastUpdated { get; set; }
        public DateTime? Created { get; set; }
    }

    private sealed class Person
    {
        public int Id { get; set; }
        public string Name { get; set; } = "";
        public string? RealName { get; set; }
    }

    private sealed class Step
    {
        public int ObjectId { get; set; }
        public string Type { get; set; } = "";
        public string? Field { get; set; }
        public string? OldValue { get; set; }
        public string? NewValue { get; set; }
        public int Creator { get; set; }
        public DateTime Created { get; set; }
    }
}

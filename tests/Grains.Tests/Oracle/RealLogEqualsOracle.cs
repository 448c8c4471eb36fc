using Apollo.Grains.Clock;
using Apollo.Model;
using Apollo.Oracle;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Replay;

namespace Apollo.Grains.Tests.Oracle;

/// <summary>The engine over a real ServiceNow history, event by event, equals the recount at 200 instants.</summary>
public class RealLogEqualsOracle
{
    private const int Instants = 200;

    [SkippableFact]
    public void All_ticket_KPIs_over_the_real_log_equal_the_recount_at_200_instants()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        var events = IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")).ToList();
        Assert.Equal(141_712, events.Count);

        var desk = new OracleDesk("Europe/Paris");
        var rows = new Dictionary<string, Ticket>();
        var check = new OracleCheck<Ticket>(DeskCalendar.For("Europe/Paris", ServiceHours.Always), [], events[0].At);
        var every = events.Count / Instants;
        var compared = 0;
        for (var index = 0; index < events.Count; index++)
        {
            var after = Cleaned(events[index].Ticket!);
            check.Apply([new RowChange<Ticket>(rows.GetValueOrDefault(after.Id), after)], events[index].At);
            rows[after.Id] = after;
            if (index % every != every - 1) continue;
            check.AssertEqual(Recount.All(rows.Values, [], events[index].At, desk), rows.Values);
            compared++;
        }
        Assert.True(compared >= Instants);
    }

    [SkippableFact]
    public void Later_facts_appear_no_earlier_than_they_came_true()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        var reopened = new HashSet<string>();
        foreach (var (at, ticket, _, _) in IncidentLog.Read(file, DuePolicy.Off, DuePolicy.Off))
        {
            Assert.True(ticket!.ResolvedAt is null || (ticket.ResolvedAt <= at && !ticket.IsOpen), ticket.Id);
            Assert.True(ticket.ClosedAt is null || (ticket.ClosedAt <= at && ticket.State == TicketStates.Closed), ticket.Id);
            Assert.True(ticket.RespondedAt is null || ticket.RespondedAt <= at, ticket.Id);
            Assert.Null(ticket.DueAt);
            if (ticket.ReopenedAt is not null) reopened.Add(ticket.Id);
        }
        Assert.NotEmpty(reopened);
    }

    private static Ticket Cleaned(TicketRow row) => new()
    {
        Id = row.Id,
        Kind = TicketKind.Incident,
        State = Enum.Parse<TicketState>(row.State, ignoreCase: true),
        Priority = row.Priority,
        Category = row.Category,
        Location = row.Location,
        Team = row.Team,
        Assignee = row.Assignee,
        OpenedAt = row.OpenedAt,
        RespondedAt = row.RespondedAt,
        ResolvedAt = row.ResolvedAt,
        ClosedAt = row.ClosedAt,
        ReopenedAt = row.ReopenedAt,
        ResponseDueAt = row.ResponseDueAt,
        DueAt = row.DueAt,
        Reopens = row.Reopens,
        Reassignments = row.Reassignments,
        UpdatedAt = row.UpdatedAt,
    };
}

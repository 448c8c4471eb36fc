using Apollo.Grains.Clock;
using Apollo.Model;
using Apollo.Oracle;
using Apollo.Servers;
using Apollo.Simulator;
using Apollo.Simulator.Replay;
using NodaTime;

namespace Apollo.Grains.Tests.Oracle;

/// <summary>
/// The engine over a real ServiceNow history, event by event, equals the recount at 200 instants; so too where the KPIs
/// live in another silo than their slice.
/// </summary>
public class RealLogEqualsOracle
{
    // Its clocks change in the log's busiest month.
    private const string Zone = "Europe/Paris";
    private static readonly LocalDate Holiday = new(2016, 3, 28);
    private static readonly IsoDayOfWeek[] Workdays =
    [
        IsoDayOfWeek.Monday,
        IsoDayOfWeek.Tuesday,
        IsoDayOfWeek.Wednesday,
        IsoDayOfWeek.Thursday,
        IsoDayOfWeek.Friday,
    ];

    [SkippableFact]
    public void All_ticket_KPIs_over_the_real_log_equal_the_recount_at_200_instants()
    {
        var file = RealLog.Find();
        Skip.If(file is null, "The real incident log is not here: set APOLLO_REAL_LOG.");
        var events = IncidentLog.Read(file, DuePolicy.Parse("4,8,72,120"), DuePolicy.Parse("0.5,2,8,24")).ToList();
        Assert.Equal(141_712, events.Count);

        var hours = ServiceHours.Parse(
            Workdays.ToDictionary(day => day.ToString(), _ => "08:00-12:00,13:00-18:30"),
            ["2016-03-28"]
        );
        var desk = new OracleDesk(
            Zone,
            Workdays.ToDictionary(day => day, _ => ((int, int)[])[(480, 720), (780, 1110)]),
            [Holiday]
        );
        var rows = new Dictionary<string, Ticket>();
        var calendar = DeskCalendar.For(Zone, hours);
        OracleCheck<Ticket>[] silos = [new(calendar, events[0].At), new(calendar, events[0].At, inOtherSilo: true)];
        var done = 0;
        foreach (var (index, instant) in Instants([.. events.Select(change => change.At)]).Index())
        {
            var changes = new List<(RowChange<Ticket> Change, DateTime At)>();
            for (; done < events.Count && events[done].At <= instant; done++)
            {
                var after = Cleaned(events[done].Ticket!);
                changes.Add((new RowChange<Ticket>(rows.GetValueOrDefault(after.Id), after), events[done].At));
                rows[after.Id] = after;
            }
            IReadOnlyDictionary<string, Recounted>? recount = null;
            Parallel.Invoke([
                () => recount = Recount.All(rows.Values, [], instant, desk),
                .. silos.Select(silo =>
                    (Action)(
                        () =>
                        {
                            foreach (var (change, at) in changes)
                                silo.Apply([change], at);
                            silo.Apply([], instant);
                        }
                    )
                ),
            ]);
            foreach (var silo in silos)
                silo.AssertEqual(recount!, index % 20 == 19 ? rows.Values : null);
        }
        Assert.Equal((141_712, 24_918), (done, rows.Count));
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
            Assert.True(
                ticket.ClosedAt is null || (ticket.ClosedAt <= at && ticket.State == TicketStates.Closed),
                ticket.Id
            );
            Assert.True(ticket.RespondedAt is null || ticket.RespondedAt <= at, ticket.Id);
            Assert.Null(ticket.DueAt);
            if (ticket.ReopenedAt is not null)
                reopened.Add(ticket.Id);
        }
        Assert.NotEmpty(reopened);
    }

    /// <summary>
    /// Half of them follow the updates, which crowd in three months; half follow the clock, until the windows are
    /// empty.
    /// </summary>
    private static IEnumerable<DateTime> Instants(DateTime[] updates)
    {
        var length = updates[^1].AddDays(40) - updates[0];
        var byUpdate = Enumerable.Range(1, 100).Select(part => updates[(part * updates.Length / 100) - 1]);
        var byClock = Enumerable.Range(1, 100).Select(part => updates[0] + (length / 100 * part));
        return byUpdate.Concat(byClock).Order();
    }

    internal static Ticket Cleaned(TicketRow row) =>
        new()
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
            PendingSeconds = row.PendingSeconds,
            Reopens = row.Reopens,
            Reassignments = row.Reassignments,
            UpdatedAt = row.UpdatedAt,
        };
}

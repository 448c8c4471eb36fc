using Apollo.Grains.Clock;
using Apollo.Grains.Tests.Support;
using Apollo.Model;
using Apollo.Oracle;
using CsCheck;
using NodaTime;

namespace Apollo.Grains.Tests.Oracle;

/// <summary>
/// After any history of inserts, updates, deletes and clock advances every KPI and breakdown equals the oracle's
/// recount, exactly; in zones with daylight saving both ways, with half an hour of it, with a midnight that does not
/// exist; and so too where the KPIs live in another silo than their slice.
/// </summary>
public class EngineEqualsOracle
{
    /// <summary>A zone, and noon of a day around which its clock changes.</summary>
    public static TheoryData<string, DateTime> Zones =>
        new()
        {
            { "Etc/UTC", new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc) },
            { "Europe/Paris", new DateTime(2026, 3, 29, 12, 0, 0, DateTimeKind.Utc) },
            { "Europe/Paris", new DateTime(2026, 10, 25, 12, 0, 0, DateTimeKind.Utc) },
            { "America/New_York", new DateTime(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc) },
            { "Australia/Lord_Howe", new DateTime(2026, 4, 5, 2, 0, 0, DateTimeKind.Utc) },
            { "Australia/Lord_Howe", new DateTime(2026, 10, 4, 2, 0, 0, DateTimeKind.Utc) },
            { "America/Sao_Paulo", new DateTime(2017, 10, 15, 12, 0, 0, DateTimeKind.Utc) },
        };

    private static readonly (string Config, IsoDayOfWeek Day, (int, int)[] Parts)[] Week =
    [
        ("08:00-12:00,13:00-18:00", IsoDayOfWeek.Monday, [(480, 720), (780, 1080)]),
        ("00:00-24:00", IsoDayOfWeek.Tuesday, [(0, 1440)]),
        ("22:15-24:00", IsoDayOfWeek.Friday, [(1335, 1440)]),
        ("00:00-02:30,02:45-03:15", IsoDayOfWeek.Sunday, [(0, 150), (165, 195)]),
    ];

    [Theory, MemberData(nameof(Zones))]
    public void For_tickets_after_any_history(string zone, DateTime around) => CheckTickets(zone, around, false);

    [Theory, MemberData(nameof(Zones))]
    public void For_tickets_that_come_from_another_silo(string zone, DateTime around) =>
        CheckTickets(zone, around, true);

    [Theory, MemberData(nameof(Zones))]
    public void For_interventions_after_any_history(string zone, DateTime around) =>
        CheckInterventions(zone, around, false);

    [Theory, MemberData(nameof(Zones))]
    public void For_interventions_that_come_from_another_silo(string zone, DateTime around) =>
        CheckInterventions(zone, around, true);

    private static void CheckTickets(string zone, DateTime around, bool inOtherSilo) =>
        Check(zone, around, inOtherSilo, Some.AnyTicket, (rows, now, desk) => Recount.All(rows, [], now, desk));

    private static void CheckInterventions(string zone, DateTime around, bool inOtherSilo) =>
        Check(zone, around, inOtherSilo, Some.AnyIntervention, (rows, now, desk) => Recount.All([], rows, now, desk));

    private static void Check<TRow>(
        string zone,
        DateTime around,
        bool inOtherSilo,
        Func<string, DateTime, Gen<TRow>> row,
        Func<IReadOnlyCollection<TRow>, DateTime, OracleDesk, IReadOnlyDictionary<string, Recounted>> recount
    )
        where TRow : class, ISliceRow
    {
        var step =
            from id in Gen.Int[1, 15]
            from what in Gen.Int[0, 6]
            from next in row($"R-{id}", around)
            from minutes in Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 90]), (1, Gen.Int[91, 60 * 24 * 9]))
            select (Id: $"R-{id}", What: what, Next: next, Minutes: minutes);
        Gen.Select(Gen.Bool, step.Array[1, 30])
            .Sample(
                (served, steps) => Replay(zone, served, inOtherSilo, around, steps, recount),
                iter: inOtherSilo ? 100 : 300
            );
    }

    private static void Replay<TRow>(
        string zone,
        bool served,
        bool inOtherSilo,
        DateTime around,
        (string Id, int What, TRow Next, int Minutes)[] steps,
        Func<IReadOnlyCollection<TRow>, DateTime, OracleDesk, IReadOnlyDictionary<string, Recounted>> recount
    )
        where TRow : class, ISliceRow
    {
        var holiday = LocalDate.FromDateTime(around.AddDays(-6));
        var hours = served
            ? ServiceHours.Parse(
                Week.ToDictionary(day => day.Day.ToString(), day => day.Config),
                [holiday.ToString("uuuu-MM-dd", null)]
            )
            : ServiceHours.Always;
        var calendar = DeskCalendar.For(zone, hours);
        var desk = new OracleDesk(
            zone,
            served ? Week.ToDictionary(day => day.Day, day => day.Parts) : null,
            served ? [holiday] : null
        );
        var now = around.AddDays(-3);
        var rows = new Dictionary<string, TRow>();
        var check = new OracleCheck<TRow>(calendar, now, inOtherSilo);
        foreach (var step in steps)
        {
            var target = now.AddMinutes(step.Minutes);
            // Onto the very instant at which something moves, and one tick before it.
            if (step.What == 5 && check.NextInstant is { } next && next > now && next <= around.AddDays(20))
            {
                target = next;
                check.AssertStillUntil(next);
                check.AssertEqual(recount(rows.Values, next.AddTicks(-1), desk), rows.Values);
            }
            now = target;
            var before = rows.GetValueOrDefault(step.Id);
            var after = step.What == 0 ? null : step.Next;
            if (before is null && after is null)
                check.Apply([], now);
            else
                check.Apply([new RowChange<TRow>(before, after)], now);
            if (after is null)
                rows.Remove(step.Id);
            else
                rows[step.Id] = after;
            check.AssertEqual(recount(rows.Values, now, desk), rows.Values);
        }
    }
}

using Apollo.Model;
using CsCheck;

namespace Apollo.Grains.Tests.Support;

/// <summary>Test data: rows that are whole, and generators of rows with everything that matters varied.</summary>
internal static class Some
{
    public static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    public static Ticket Ticket(string id = "INC-1", TicketState state = TicketState.Open, DateTime? opened = null) =>
        new()
        {
            Id = id,
            Kind = TicketKind.Incident,
            State = state,
            Priority = 3,
            Team = "Network",
            Assignee = "Ana Lima",
            Location = "Lyon",
            Category = "Hardware",
            OpenedAt = opened ?? Noon.AddHours(-1),
            UpdatedAt = Noon.AddMinutes(-5),
            Reopens = 0,
            Reassignments = 0,
        };

    public static Intervention Intervention(string id = "INT-1", InterventionState state = InterventionState.Planned) =>
        new()
        {
            Id = id,
            State = state,
            Team = "Field",
            Technician = "Bo Chen",
            Location = "Lyon",
            StartsAt = Noon.AddHours(1),
            EndsAt = Noon.AddHours(2),
            UpdatedAt = Noon.AddMinutes(-5),
        };

    /// <summary>
    /// Instants within 45 days before to 10 days after a moment, mostly on round minutes so that they coincide.
    /// </summary>
    public static Gen<DateTime> Instant(DateTime around) =>
        Gen.Frequency(
            (3, Gen.Int[-45 * 24 * 60, 10 * 24 * 60].Select(minutes => around.AddMinutes(minutes))),
            (1, Gen.Int[-48, 48].Select(hours => around.Date.AddHours(hours))),
            (1, Gen.Long[-45L * 864_000, 864_000].Select(tenths => around.AddMilliseconds(tenths * 1000 + 7)))
        );

    public static Gen<Ticket> AnyTicket(string id, DateTime around) =>
        from state in Gen.Enum<TicketState>()
        from kind in Gen.Enum<TicketKind>()
        from priority in Gen.Int[1, 5].Nullable()
        from groups in Gen.Select(
            Word("Network", "Workplace", "Field"),
            Word("Ana", "Bo", "Chi"),
            Word("Lyon", "Oslo"),
            Word("Mail", "Printer")
        )
        from opened in Instant(around)
        from times in Gen.Select(
            Instant(around).Nullable(),
            Instant(around).Nullable(),
            Instant(around).Nullable(),
            Instant(around).Nullable()
        )
        from due in Gen.Select(Instant(around).Nullable(), Instant(around).Nullable(), Instant(around))
        from numbers in Gen.Select(
            Gen.Int[0, 40_000].Nullable(),
            Gen.Int[0, 2].Nullable(),
            Gen.Int[0, 3].Nullable(),
            Gen.Int[1, 5].Nullable()
        )
        from outcome in Gen.Enum<ChangeOutcome>().Nullable()
        select new Ticket
        {
            Id = id,
            State = state,
            Kind = kind,
            Priority = priority,
            Team = groups.Item1,
            Assignee = groups.Item2,
            Location = groups.Item3,
            Category = groups.Item4,
            OpenedAt = opened,
            RespondedAt = times.Item1,
            ResolvedAt = times.Item2,
            ClosedAt = times.Item3,
            ReopenedAt = times.Item4,
            ResponseDueAt = due.Item1,
            DueAt = due.Item2,
            UpdatedAt = due.Item3,
            PendingSeconds = numbers.Item1,
            Reopens = numbers.Item2,
            Reassignments = numbers.Item3,
            Rating = numbers.Item4,
            Outcome = outcome,
        };

    public static Gen<Intervention> AnyIntervention(string id, DateTime around) =>
        from state in Gen.Enum<InterventionState>()
        from groups in Gen.Select(Word("Network", "Field"), Word("Ana", "Bo"), Word("Lyon", "Oslo"))
        from times in Gen.Select(
            Instant(around).Nullable(),
            Instant(around).Nullable(),
            Instant(around).Nullable(),
            Instant(around)
        )
        select new Intervention
        {
            Id = id,
            State = state,
            Team = groups.Item1,
            Technician = groups.Item2,
            Location = groups.Item3,
            StartsAt = times.Item1,
            EndsAt = times.Item2,
            DoneAt = times.Item3,
            UpdatedAt = times.Item4,
        };

    private static Gen<string?> Word(params string[] words) =>
        Gen.Int[0, words.Length].Select(index => index == words.Length ? null : words[index]);
}

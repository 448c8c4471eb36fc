using Apollo.Model;

namespace Apollo.Cluster.Tests.Support;

/// <summary>
/// Rows with everything that matters varied, new ones and new versions of earlier ones, the same for the same seed.
/// </summary>
internal sealed class RandomRows(int seed)
{
#pragma warning disable CA5394 // Test data, not secrets.
    private readonly Random random = new(seed);

    public TicketKind KnownKind() => (TicketKind)random.Next(1, 5);

    public TRow Pick<TRow>(IReadOnlyCollection<TRow> rows) => rows.ElementAt(random.Next(rows.Count));

    public Ticket Ticket(DateTime now) =>
        new()
        {
            Id = $"INC-{random.Next(300)}",
            Kind = (TicketKind)random.Next(5),
            State = (TicketState)random.Next(6),
            Priority = Maybe(() => random.Next(1, 6)),
            Team = Word("Network", "Workplace", "Field"),
            Assignee = Word("Ana", "Bo", "Chi"),
            Location = Word("Lyon", "Oslo"),
            Category = Word("Mail", "Printer"),
            OpenedAt = Before(now, 40),
            RespondedAt = Maybe(() => Before(now, 35)),
            ResolvedAt = Maybe(() => Before(now, 35)),
            ClosedAt = Maybe(() => Before(now, 35)),
            ReopenedAt = Maybe(() => Before(now, 2)),
            ResponseDueAt = Maybe(() => Before(now.AddMinutes(5), 1)),
            DueAt = Maybe(() => Before(now.AddMinutes(random.Next(180)), 1)),
            PendingSeconds = Maybe(() => random.Next(40_000)),
            Reopens = Maybe(() => random.Next(3)),
            Reassignments = Maybe(() => random.Next(4)),
            Rating = Maybe(() => random.Next(1, 6)),
            Outcome = Maybe(() => (ChangeOutcome)random.Next(1, 4)),
            UpdatedAt = now,
        };

    public Intervention Intervention(DateTime now) =>
        new()
        {
            Id = $"INT-{random.Next(60)}",
            State = (InterventionState)random.Next(4),
            Team = Word("Network", "Field"),
            Technician = Word("Ana", "Bo"),
            Location = Word("Lyon", "Oslo"),
            StartsAt = Maybe(() => Before(now.AddDays(8), 10)),
            EndsAt = Maybe(() => Before(now.AddHours(1), 2)),
            DoneAt = Maybe(() => Before(now, 35)),
            UpdatedAt = now,
        };

    /// <summary>
    /// To the millisecond, as the ITSM keeps it; half of them close by, so that instants fall within the test.
    /// </summary>
    private DateTime Before(DateTime now, int days) =>
        now.AddMilliseconds(-random.NextInt64((random.Next(2) == 0 ? days * 86_400L : 600) * 1000));

    private T? Maybe<T>(Func<T> make)
        where T : struct => random.Next(4) == 0 ? null : make();

    private string? Word(params string[] words) =>
        random.Next(words.Length + 1) is var index && index == words.Length ? null : words[index];
#pragma warning restore CA5394
}

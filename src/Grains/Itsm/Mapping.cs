using Apollo.Grains.Kinds;
using Apollo.Model;

namespace Apollo.Grains.Itsm;

/// <summary>How one kind of row is made of a mapping's columns.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Kind">What is known of these rows.</param>
/// <param name="Make">Makes a row of cleaned fields, or says why it is left out.</param>
/// <param name="CountsFrom">From when on a row can be used; null = at once.</param>
internal sealed record Mapping<TRow>(
    RowKind<TRow> Kind,
    Func<RowFields, string, DateTime, (TRow? Row, string? LeftOut)> Make,
    Func<TRow, DateTime?> CountsFrom
)
    where TRow : class, ISliceRow
{
    /// <summary>Name of the mapping's file: tickets or interventions.</summary>
    public string Query => Kind.Slice;

    /// <summary>Columns the file must give; <c>deleted</c> is optional.</summary>
    public IReadOnlyList<string> Columns => Kind.ColumnsInFiles;
}

/// <summary>The two mappings.</summary>
internal static class Mappings
{
    private static readonly Dictionary<string, TicketState> TicketStates = Words<TicketState>();
    private static readonly Dictionary<string, InterventionState> InterventionStates = Words<InterventionState>();
    private static readonly Dictionary<string, TicketKind> Kinds = Words<TicketKind>(TicketKind.Unknown);
    private static readonly Dictionary<string, ChangeOutcome> Outcomes = new()
    {
        ["successful"] = ChangeOutcome.Successful,
        ["failed"] = ChangeOutcome.Failed,
        ["backed_out"] = ChangeOutcome.BackedOut,
    };

    public static Mapping<Ticket> Tickets { get; } =
        new(TicketRows.Kind, MakeTicket, ticket => ticket.OpenedAt.AddDays(-1));

    public static Mapping<Intervention> Interventions { get; } =
        new(InterventionRows.Kind, MakeIntervention, _ => null);

    private static Dictionary<string, TWord> Words<TWord>(params TWord[] but)
        where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Except(but).ToDictionary(word => word.ToString().ToLowerInvariant());

    /// <summary>Words that a state, kind or priority may be, by column.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyCollection<string>> TicketWords { get; } =
        new Dictionary<string, IReadOnlyCollection<string>>
        {
            ["state"] = TicketStates.Keys,
            ["kind"] = Kinds.Keys,
            ["priority"] = ["1", "2", "3", "4", "5"],
        };

    /// <summary>The mapping of a kind of row.</summary>
    public static Mapping<TRow> Of<TRow>()
        where TRow : class, ISliceRow =>
        new object[] { Tickets, Interventions }
            .OfType<Mapping<TRow>>()
            .Single();

    private static (Ticket?, string?) MakeTicket(RowFields fields, string id, DateTime updatedAt)
    {
        if (fields.Word("state", TicketStates) is not { } state)
            return (null, Missing(fields, "state"));
        if (fields.Time("opened_at") is not { } openedAt)
            return (null, Missing(fields, "opened_at"));
        return (
            new Ticket
            {
                Id = id,
                Kind = fields.Word("kind", Kinds) ?? TicketKind.Unknown,
                Title = fields.Text("title", pooled: false),
                State = state,
                Priority = fields.Number("priority", 1, 5),
                Category = fields.Text("category"),
                Service = fields.Text("service"),
                Channel = fields.Text("channel"),
                Location = fields.Text("location"),
                Team = fields.Text("team"),
                Assignee = fields.Text("assignee"),
                Requester = fields.Text("requester"),
                OpenedAt = openedAt,
                RespondedAt = fields.Time("responded_at"),
                ResolvedAt = fields.Time("resolved_at"),
                ClosedAt = fields.Time("closed_at"),
                ReopenedAt = fields.Time("reopened_at"),
                ResponseDueAt = fields.Time("response_due_at"),
                DueAt = fields.Time("due_at"),
                PendingSeconds = fields.Seconds("pending_seconds"),
                Reopens = fields.Number("reopens", 0, int.MaxValue),
                Reassignments = fields.Number("reassignments", 0, int.MaxValue),
                Escalated = fields.Number("escalated", 0, 1) is { } escalated ? escalated == 1 : null,
                Rating = fields.Number("rating", 1, 5),
                Outcome = fields.Word("outcome", Outcomes),
                Url = fields.Text("url", pooled: false),
                UpdatedAt = updatedAt,
                Further = fields.Further.Read(fields),
            },
            null
        );
    }

    private static (Intervention?, string?) MakeIntervention(RowFields fields, string id, DateTime updatedAt)
    {
        if (fields.Word("state", InterventionStates) is not { } state)
            return (null, Missing(fields, "state"));
        return (
            new Intervention
            {
                Id = id,
                TicketId = fields.Text("ticket_id", pooled: false),
                Title = fields.Text("title", pooled: false),
                State = state,
                Location = fields.Text("location"),
                Address = fields.Text("address"),
                Contact = fields.Text("contact"),
                Team = fields.Text("team"),
                Technician = fields.Text("technician"),
                StartsAt = fields.Time("starts_at"),
                EndsAt = fields.Time("ends_at"),
                DoneAt = fields.Time("done_at"),
                Url = fields.Text("url", pooled: false),
                UpdatedAt = updatedAt,
            },
            null
        );
    }

    private static string Missing(RowFields fields, string column) =>
        fields.Mended.Count > 0 ? fields.Mended[^1] : $"{column} is empty: it needs a value";
}

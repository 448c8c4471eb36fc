using System.Data.Common;

namespace Apollo.Simulator.Database;

internal enum ColumnType
{
    Id,
    Text,
    Number,
    Time,
}

/// <summary>One column: its name, its type and the value a row has in it.</summary>
internal sealed record Column<T>(string Name, ColumnType Type, Func<T, object?> Value);

/// <summary>A table of the schema and how its rows are made of columns: written once, used by every provider.</summary>
internal sealed record Table<T>(string Name, IReadOnlyList<Column<T>> Columns)
{
    public string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    public string Parameters => string.Join(", ", Columns.Select(column => "@" + column.Name));
}

/// <summary>The three tables of the schema <c>apollo</c>.</summary>
internal static class Tables
{
    public static readonly Table<TicketRow> Tickets = new(
        "tickets",
        [
            new("id", ColumnType.Id, t => t.Id),
            new("kind", ColumnType.Text, t => t.Kind),
            new("title", ColumnType.Text, t => t.Title),
            new("state", ColumnType.Text, t => t.State),
            new("priority", ColumnType.Number, t => t.Priority),
            new("category", ColumnType.Text, t => t.Category),
            new("service", ColumnType.Text, t => t.Service),
            new("channel", ColumnType.Text, t => t.Channel),
            new("location", ColumnType.Text, t => t.Location),
            new("team", ColumnType.Text, t => t.Team),
            new("assignee", ColumnType.Text, t => t.Assignee),
            new("requester", ColumnType.Text, t => t.Requester),
            new("opened_at", ColumnType.Time, t => t.OpenedAt),
            new("responded_at", ColumnType.Time, t => t.RespondedAt),
            new("resolved_at", ColumnType.Time, t => t.ResolvedAt),
            new("closed_at", ColumnType.Time, t => t.ClosedAt),
            new("reopened_at", ColumnType.Time, t => t.ReopenedAt),
            new("response_due_at", ColumnType.Time, t => t.ResponseDueAt),
            new("due_at", ColumnType.Time, t => t.DueAt),
            new("pending_seconds", ColumnType.Number, t => t.PendingSeconds),
            new("reopens", ColumnType.Number, t => t.Reopens),
            new("reassignments", ColumnType.Number, t => t.Reassignments),
            new("escalated", ColumnType.Number, t => t.Escalated),
            new("rating", ColumnType.Number, t => t.Rating),
            new("outcome", ColumnType.Text, t => t.Outcome),
            new("url", ColumnType.Text, t => t.Url),
            new("updated_at", ColumnType.Time, t => t.UpdatedAt),
        ]
    );

    public static readonly Table<InterventionRow> Interventions = new(
        "interventions",
        [
            new("id", ColumnType.Id, i => i.Id),
            new("ticket_id", ColumnType.Id, i => i.TicketId),
            new("title", ColumnType.Text, i => i.Title),
            new("state", ColumnType.Text, i => i.State),
            new("location", ColumnType.Text, i => i.Location),
            new("address", ColumnType.Text, i => i.Address),
            new("contact", ColumnType.Text, i => i.Contact),
            new("team", ColumnType.Text, i => i.Team),
            new("technician", ColumnType.Text, i => i.Technician),
            new("starts_at", ColumnType.Time, i => i.StartsAt),
            new("ends_at", ColumnType.Time, i => i.EndsAt),
            new("done_at", ColumnType.Time, i => i.DoneAt),
            new("url", ColumnType.Text, i => i.Url),
            new("updated_at", ColumnType.Time, i => i.UpdatedAt),
        ]
    );

    public static readonly Table<TicketEvent> Events = new(
        "ticket_events",
        [
            new("ticket_id", ColumnType.Id, e => e.TicketId),
            new("at", ColumnType.Time, e => e.At),
            new("author", ColumnType.Text, e => e.Author),
            new("kind", ColumnType.Text, e => e.Kind),
            new("text", ColumnType.Text, e => e.Text),
        ]
    );

    /// <summary>A ticket read by the columns of <see cref="Tickets"/>, in their order.</summary>
    public static TicketRow ReadTicket(DbDataReader row, Func<object, DateTime> time)
    {
        var cell = new Cells(row, time);
        return new()
        {
            Id = cell.Text()!,
            Kind = cell.Text() ?? "",
            Title = cell.Text(),
            State = cell.Text() ?? "",
            Priority = cell.Number(),
            Category = cell.Text(),
            Service = cell.Text(),
            Channel = cell.Text(),
            Location = cell.Text(),
            Team = cell.Text(),
            Assignee = cell.Text(),
            Requester = cell.Text(),
            OpenedAt = cell.Time() ?? default,
            RespondedAt = cell.Time(),
            ResolvedAt = cell.Time(),
            ClosedAt = cell.Time(),
            ReopenedAt = cell.Time(),
            ResponseDueAt = cell.Time(),
            DueAt = cell.Time(),
            PendingSeconds = cell.Number(),
            Reopens = cell.Number(),
            Reassignments = cell.Number(),
            Escalated = cell.Number(),
            Rating = cell.Number(),
            Outcome = cell.Text(),
            Url = cell.Text(),
            UpdatedAt = cell.Time() ?? default,
        };
    }

    /// <summary>An intervention read by the columns of <see cref="Interventions"/>, in their order.</summary>
    public static InterventionRow ReadIntervention(DbDataReader row, Func<object, DateTime> time)
    {
        var cell = new Cells(row, time);
        return new()
        {
            Id = cell.Text()!,
            TicketId = cell.Text(),
            Title = cell.Text(),
            State = cell.Text() ?? "",
            Location = cell.Text(),
            Address = cell.Text(),
            Contact = cell.Text(),
            Team = cell.Text(),
            Technician = cell.Text(),
            StartsAt = cell.Time(),
            EndsAt = cell.Time(),
            DoneAt = cell.Time(),
            Url = cell.Text(),
            UpdatedAt = cell.Time() ?? default,
        };
    }

    private ref struct Cells(DbDataReader row, Func<object, DateTime> time)
    {
        private int next;

        public string? Text() => Value() is { } value ? (string)value : null;

        public int? Number() =>
            Value() is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;

        public DateTime? Time() => Value() is { } value ? time(value) : null;

        private object? Value() => row.GetValue(next++) is { } value and not DBNull ? value : null;
    }
}

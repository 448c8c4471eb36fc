using System.Globalization;
using Apollo.Model;
using Apollo.Simulator.Database;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Apollo.Cluster.Tests.Support;

/// <summary>
/// An ITSM in an SQLite file that a test writes to from outside; it remembers what it wrote, for a recount.
/// </summary>
internal sealed class ItsmFile(string path)
{
    private const string TicketColumns =
        "id, kind, title, state, priority, category, service, channel, location, team, assignee, requester, "
        + "opened_at, responded_at, resolved_at, closed_at, reopened_at, response_due_at, due_at, "
        + "pending_seconds, reopens, reassignments, escalated, rating, outcome, url, updated_at";

    private readonly Dictionary<string, Ticket> tickets = [];
    private readonly Dictionary<string, Intervention> interventions = [];

    public string ConnectionString => $"Data Source={path}";

    public IReadOnlyCollection<Ticket> Tickets => tickets.Values;

    public IReadOnlyCollection<Intervention> Interventions => interventions.Values;

    public Task CreateSchemaAsync() =>
        DeskDatabase.Of("Sqlite", ConnectionString).CreateSchemaAsync(CancellationToken.None);

    public async Task WriteAsync(params Ticket[] rows)
    {
        await ExecuteAsync(
            $"""
            INSERT OR REPLACE INTO tickets ({TicketColumns})
            VALUES (@{TicketColumns.Replace(", ", ", @", StringComparison.Ordinal)})
            """,
            rows.Select(row => new
            {
                id = row.Id,
                kind = row.Kind == TicketKind.Unknown ? null : row.Kind.ToString().ToLowerInvariant(),
                title = row.Title,
                state = row.State.ToString().ToLowerInvariant(),
                priority = row.Priority,
                category = row.Category,
                service = row.Service,
                channel = row.Channel,
                location = row.Location,
                team = row.Team,
                assignee = row.Assignee,
                requester = row.Requester,
                opened_at = Text(row.OpenedAt),
                responded_at = Text(row.RespondedAt),
                resolved_at = Text(row.ResolvedAt),
                closed_at = Text(row.ClosedAt),
                reopened_at = Text(row.ReopenedAt),
                response_due_at = Text(row.ResponseDueAt),
                due_at = Text(row.DueAt),
                pending_seconds = row.PendingSeconds,
                reopens = row.Reopens,
                reassignments = row.Reassignments,
                escalated = row.Escalated,
                rating = row.Rating,
                outcome = row.Outcome switch
                {
                    null or ChangeOutcome.Unknown => null,
                    ChangeOutcome.BackedOut => "backed_out",
                    var outcome => outcome.ToString()!.ToLowerInvariant(),
                },
                url = row.Url,
                updated_at = Text(row.UpdatedAt),
            })
        );
        foreach (var row in rows)
            tickets[row.Id] = row;
    }

    public async Task WriteAsync(params Intervention[] rows)
    {
        await ExecuteAsync(
            """
            INSERT OR REPLACE INTO interventions
              (id, ticket_id, title, state, location, address, contact, team, technician, starts_at, ends_at, done_at,
               url, updated_at)
            VALUES (@id, @ticket_id, @title, @state, @location, @address, @contact, @team, @technician, @starts_at,
                    @ends_at, @done_at, @url, @updated_at)
            """,
            rows.Select(row => new
            {
                id = row.Id,
                ticket_id = row.TicketId,
                title = row.Title,
                state = row.State.ToString().ToLowerInvariant(),
                location = row.Location,
                address = row.Address,
                contact = row.Contact,
                url = row.Url,
                team = row.Team,
                technician = row.Technician,
                starts_at = Text(row.StartsAt),
                ends_at = Text(row.EndsAt),
                done_at = Text(row.DoneAt),
                updated_at = Text(row.UpdatedAt),
            })
        );
        foreach (var row in rows)
            interventions[row.Id] = row;
    }

    public async Task DeleteAsync(string id)
    {
        await ExecuteAsync("DELETE FROM tickets WHERE id = @id", new { id });
        tickets.Remove(id);
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(sql, parameters, transaction);
        await transaction.CommitAsync();
    }

    private static string? Text(DateTime? time) =>
        time?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

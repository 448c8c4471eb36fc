using System.Data.Common;
using System.Globalization;
using Apollo.Integration.Tests.Support;
using Dapper;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>Writes rows that no desk would: any text, any number, any time that the column holds.</summary>
internal sealed class OddRows(Itsm itsm, Odd odd, Faults faults)
{
    private static readonly string[] TicketTexts =
    [
        "kind",
        "title",
        "state",
        "category",
        "service",
        "channel",
        "location",
        "team",
        "assignee",
        "requester",
        "outcome",
        "url",
    ];
    private static readonly string[] TicketTimes =
    [
        "opened_at",
        "responded_at",
        "resolved_at",
        "closed_at",
        "reopened_at",
        "response_due_at",
        "due_at",
    ];
    private static readonly string[] TicketNumbers =
    [
        "priority",
        "pending_seconds",
        "reopens",
        "reassignments",
        "escalated",
        "rating",
    ];
    private static readonly string[] VisitTexts =
    [
        "ticket_id",
        "title",
        "state",
        "location",
        "address",
        "contact",
        "team",
        "technician",
        "url",
    ];
    private static readonly string[] VisitTimes = ["starts_at", "ends_at", "done_at"];
    private static readonly string[] States = ["new", "open", "pending", "resolved", "closed", "cancelled"];
    private static readonly string[] VisitStates = ["planned", "underway", "done", "cancelled"];

    /// <summary>Writes one change; one that the database refuses is no change.</summary>
    public async Task WriteAsync()
    {
        faults.Count();
        var isTicket = odd.In100(70);
        var (table, id) = (
            isTicket ? "tickets" : "interventions",
            odd.In100(90) ? string.Create(CultureInfo.InvariantCulture, $"INC-{odd.Below(60)}") : odd.ValidText(60)
        );
        var values = new DynamicParameters();
        values.Add("id", id);
        foreach (var column in isTicket ? TicketTexts : VisitTexts)
            values.Add(column, Text(column, isTicket));
        foreach (var column in isTicket ? TicketTimes : VisitTimes)
            values.Add(column, Time());
        foreach (var column in isTicket ? TicketNumbers : [])
            values.Add(column, Number());
        values.Add("updated_at", itsm.Time(odd.In100(90) ? DateTime.UtcNow : OddTime()));
        var columns = values.ParameterNames.ToList();
        try
        {
            await itsm.ExecuteAsync($"DELETE FROM {table} WHERE id = @id", new { id });
            if (odd.In100(85))
                await itsm.ExecuteAsync(
                    $"INSERT INTO {table} ({string.Join(", ", columns)}) "
                        + $"VALUES ({string.Join(", ", columns.Select(column => "@" + column))})",
                    values
                );
        }
        catch (Exception error)
            when (error is DbException or ArgumentException or InvalidCastException or OverflowException)
        {
            // The column does not hold it.
        }
    }

    private object? Text(string column, bool isTicket) =>
        column == "state" && odd.In100(85) ? odd.Of(isTicket ? States : VisitStates)
        : column == "kind" && odd.In100(85) ? "incident"
        : column == "ticket_id" && odd.In100(85) ? string.Create(CultureInfo.InvariantCulture, $"INC-{odd.Below(60)}")
        : odd.In100(15) ? null
        : odd.In100(50) ? $"{column} {odd.Below(4)}"
        : itsm.Provider == "Sqlite" && odd.In100(20) ? odd.Bytes(20)
        : odd.ValidText(2000);

    private object? Number() =>
        odd.Below(10) switch
        {
            < 2 => null,
            < 7 => odd.Below(6),
            7 => int.MaxValue - odd.Below(2),
            8 => int.MinValue + odd.Below(2),
            _ when itsm.Provider == "Sqlite" => odd.In100(50) ? 2.5 : odd.ValidText(20),
            _ => -odd.Below(9),
        };

    private object? Time() =>
        odd.In100(30) ? null
        : itsm.Provider == "PostgreSql" && odd.In100(5)
            ? odd.In100(50) ? DateTime.MaxValue
                : DateTime.MinValue
        : itsm.Time(odd.In100(85) ? DateTime.UtcNow.AddMinutes(odd.Below(20_000) - 18_000) : OddTime());

    private DateTime OddTime() =>
        odd.Below(6) switch
        {
            0 => new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            1 => new DateTime(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc),
            2 => new DateTime(1989, 12, 31, 0, 0, 0, DateTimeKind.Utc),
            3 => DateTime.UtcNow.AddDays(odd.Below(9000)),
            _ => DateTime.UtcNow.AddDays(-odd.Below(900)),
        };
}

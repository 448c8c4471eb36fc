using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace Apollo.Simulator.Replay;

/// <summary>
/// The "Incident management process enriched event log" (UCI Machine Learning Repository, doi 10.24432/C57S4H) as a
/// sequence of what an ITSM would have held after each update, in the order it happened: later facts appear no earlier
/// than they came true.
/// </summary>
public static class IncidentLog
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        HeaderValidated = args => Check(args.InvalidHeaders),
    };

    /// <summary>Reads the whole log.</summary>
    /// <param name="file">The CSV, or the zip that holds it.</param>
    /// <param name="due">Resolution due dates.</param>
    /// <param name="responseDue">First response due dates.</param>
    /// <returns>One change per row of the log, by time and modification count; times are the log's own, taken as
    /// UTC.</returns>
    /// <exception cref="InvalidDataException">It is no such log.</exception>
    public static IEnumerable<DeskChange> Read(string file, DuePolicy due, DuePolicy responseDue)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(responseDue);
        var rows = ReadRows(file)
            .Select(row =>
                (
                    Row: row,
                    At: row.Time("sys_updated_at", row.UpdatedAt),
                    Count: row.Whole("sys_mod_count", row.Modifications)
                )
            )
            .ToList();
        var held = new Dictionary<string, TicketRow>(StringComparer.Ordinal);
        // Rows are grouped by incident in the file; a stable sort keeps that order where minute and count are equal.
        foreach (var (row, at, _) in rows.OrderBy(row => row.At).ThenBy(row => row.Count))
        {
            var before = held.GetValueOrDefault(row.Number);
            var after = After(row, at, before, due, responseDue);
            held[row.Number] = after;
            yield return new DeskChange(at, after, null, Events(before, after, at));
        }
    }

    private static TicketRow After(
        IncidentRow row,
        DateTime at,
        TicketRow? before,
        DuePolicy due,
        DuePolicy responseDue
    )
    {
        var state = State(row.State) ?? before?.State ?? TicketStates.Open;
        var isDone = state is TicketStates.Resolved or TicketStates.Closed;
        var wasDone = before is not null && !before.IsOpen;
        var openedAt = row.Time("opened_at", row.OpenedAt);
        var priority = row.WholeOrUnknown("priority", row.Priority);
        return new TicketRow
        {
            Id = "INC" + row.Number,
            Kind = TicketKinds.Incident,
            Title = Known(row.Subcategory) is { } subcategory
                ? $"Incident {row.Number}, subcategory {subcategory}"
                : $"Incident {row.Number}",
            State = state,
            Priority = priority,
            Category = Known(row.Category) is { } category ? $"Category {category}" : null,
            Channel = Known(row.ContactType),
            Location = Known(row.Location) is { } location ? $"Location {location}" : null,
            Team = Known(row.Group) is { } group ? $"Group {group}" : null,
            Assignee = Known(row.Assignee) is { } assignee ? $"Person {assignee}" : null,
            Requester = Known(row.Caller) is { } caller ? $"Caller {caller}" : null,
            OpenedAt = openedAt,
            // The first row that is no longer New is the first response.
            RespondedAt = before?.RespondedAt ?? (state == TicketStates.New ? null : at),
            ResolvedAt = isDone
                ? before is { ResolvedAt: { } resolved } && wasDone
                    ? resolved
                    : at
                : null,
            ClosedAt =
                state == TicketStates.Closed
                    ? before is { State: TicketStates.Closed, ClosedAt: { } closed }
                        ? closed
                        : at
                    : null,
            ReopenedAt = wasDone && !isDone ? at : before?.ReopenedAt,
            ResponseDueAt = responseDue.DueAt(openedAt, priority),
            DueAt = due.DueAt(openedAt, priority),
            Reopens = row.WholeOrUnknown("reopen_count", row.Reopens),
            Reassignments = row.WholeOrUnknown("reassignment_count", row.Reassignments),
            UpdatedAt = at,
        };
    }

    private static List<TicketEvent> Events(TicketRow? before, TicketRow after, DateTime at)
    {
        var events = new List<TicketEvent>();
        if (before?.State != after.State)
            events.Add(
                new(
                    after.Id,
                    at,
                    after.Assignee,
                    TicketEventKinds.State,
                    before is null ? $"Opened as {after.State}" : $"{before.State} → {after.State}"
                )
            );
        if (before is not null && before.Team != after.Team)
            events.Add(
                new(
                    after.Id,
                    at,
                    null,
                    TicketEventKinds.Assignment,
                    $"{before.Team ?? "no group"} → {after.Team ?? "no group"}"
                )
            );
        if (before is not null && before.Priority != after.Priority)
            events.Add(
                new(after.Id, at, null, TicketEventKinds.System, $"priority {before.Priority} → {after.Priority}")
            );
        return events;
    }

    /// <summary>Null = a state the log has no name for (−100): the one before stays.</summary>
    private static string? State(string state) =>
        state switch
        {
            "New" => TicketStates.New,
            "Active" => TicketStates.Open,
            "Resolved" => TicketStates.Resolved,
            "Closed" => TicketStates.Closed,
            _ when state.StartsWith("Awaiting", StringComparison.Ordinal) => TicketStates.Pending,
            _ => null,
        };

    private static List<IncidentRow> ReadRows(string file)
    {
        using var text = Open(file);
        using var csv = new CsvReader(text, Format);
        var rows = new List<IncidentRow>();
        try
        {
            csv.Read();
            csv.ReadHeader();
            csv.ValidateHeader<IncidentRow>();
            while (csv.Read())
            {
                if (csv.Parser.Count != csv.HeaderRecord!.Length)
                    throw Uneven(csv.Parser.RawRow, csv.Parser.Count, csv.HeaderRecord.Length);
                var row = csv.GetRecord<IncidentRow>();
                row.Line = csv.Parser.RawRow;
                rows.Add(row);
            }
        }
        catch (CsvHelperException error)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(file)} is no incident event log, from row {csv.Context.Parser?.Row}: "
                    + $"{error.Message.Split('\n')[0]}",
                error
            );
        }
        return rows;
    }

    private static InvalidDataException Uneven(int line, int fields, int columns) =>
        new(
            $"Row {line} of the incident event log has {fields} of {columns} columns: the file may be cut "
                + "short. Take it whole, or leave the row out."
        );

    private static StreamReader Open(string file)
    {
        if (!file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return new StreamReader(file);
        using var zip = ZipFile.OpenRead(file);
        var entry =
            zip.Entries.FirstOrDefault(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException($"{Path.GetFileName(file)} holds no .csv file.");
        var memory = new MemoryStream();
        using (var packed = entry.Open())
            packed.CopyTo(memory);
        memory.Position = 0;
        return new StreamReader(memory);
    }

    private static void Check(InvalidHeader[] missing)
    {
        if (missing.Length > 0)
            throw new InvalidDataException(
                $"The incident event log lacks the column "
                    + $"{string.Join(", ", missing.SelectMany(header => header.Names).Distinct())}."
            );
    }

    private static string? Known(string text) => text is "?" or "" ? null : text;
}

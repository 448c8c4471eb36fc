using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace Apollo.Simulator.Replay;

/// <summary>
/// The "Incident management process enriched event log" (UCI Machine Learning Repository, doi 10.24432/C57S4H) as a sequence of what an ITSM would have held after each update,
/// in the order it happened: later facts appear no earlier than they came true.
/// </summary>
public static class IncidentLog
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture) { MissingFieldFound = null, HeaderValidated = args => Check(args.InvalidHeaders) };

    /// <summary>Reads the whole log.</summary>
    /// <param name="file">The CSV, or the zip that holds it.</param>
    /// <param name="due">Resolution due dates.</param>
    /// <param name="responseDue">First response due dates.</param>
    /// <returns>One change per row of the log, by time and modification count; times are the log's own, taken as UTC.</returns>
    /// <exception cref="InvalidDataException">It is no such log.</exception>
    public static IEnumerable<DeskChange> Read(string file, DuePolicy due, DuePolicy responseDue)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentNullException.ThrowIfNull(responseDue);
        var rows = ReadRows(file).Select(row => (Row: row, At: Time(row.UpdatedAt), Count: int.Parse(row.Modifications, CultureInfo.InvariantCulture))).ToList();
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

    private static TicketRow After(IncidentRow row, DateTime at, TicketRow? before, DuePolicy due, DuePolicy responseDue)
    {
        var state = State(row.State) ?? before?.State ?? TicketStates.Open;
        var isDone = state is TicketStates.Resolved or TicketStates.Closed;
        var wasDone = before is not null && !before.IsOpen;
        var openedAt = Time(row.OpenedAt);
        var priority = Number(row.Priority);
        return new TicketRow
        {
            Id = "INC" + row.Number,
            Kind = TicketKinds.Incident,
            Title = Known(row.Subcategory) is { } subcategory ? $"Incident {row.Number}, subcategory {subcategory}" : $"Incident {row.Number}",
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
            ResolvedAt = isDone ? before is { ResolvedAt: { } resolved } && wasDone ? resolved : at : null,
            ClosedAt = state == TicketStates.Closed ? before is { State: TicketStates.Closed, ClosedAt: { } closed } ? closed : at : null,
            ReopenedAt = wasDone && !isDone ? at : before?.ReopenedAt,
            ResponseDueAt = responseDue.DueAt(openedAt, priority),
            DueAt = due.DueAt(openedAt, priority),
            Reopens = Number(row.Reopens),
            Reassignments = Number(row.Reassignments),
            UpdatedAt = at,
        };
    }

    private static List<TicketEvent> Events(TicketRow? before, TicketRow after, DateTime at)
    {
        var events = new List<TicketEvent>();
        if (before?.State != after.State) events.Add(new(after.Id, at, after.Assignee, TicketEventKinds.State, before is null ? $"Opened as {after.State}" : $"{before.State} → {after.State}"));
        if (before is not null && before.Team != after.Team) events.Add(new(after.Id, at, null, TicketEventKinds.Assignment, $"{before.Team ?? "no group"} → {after.Team ?? "no group"}"));
        if (before is not null && before.Priority != after.Priority) events.Add(new(after.Id, at, null, TicketEventKinds.System, $"priority {before.Priority} → {after.Priority}"));
        return events;
    }

    /// <summary>Null = a state the log has no name for (−100): the one before stays.</summary>
    private static string? State(string state) => state switch
    {
        "New" => TicketStates.New,
        "Active" => TicketStates.Open,
        "Resolved" => TicketStates.Resolved,
        "Closed" => TicketStates.Closed,
        _ when state.StartsWith("Awaiting", StringComparison.Ordinal) => TicketStates.Pending,
        _ => null,
    };

    private static IEnumerable<IncidentRow> ReadRows(string file)
    {
        using var text = Open(file);
        using var csv = new CsvReader(text, Format);
        var rows = new List<IncidentRow>();
        try
        {
            foreach (var row in csv.GetRecords<IncidentRow>()) rows.Add(row);
        }
        catch (CsvHelperException error)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} is no incident event log, from row {csv.Context.Parser?.Row}: {error.Message.Split('\n')[0]}", error);
        }
        return rows;
    }

    private static StreamReader Open(string file)
    {
        if (!file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) return new StreamReader(file);
        using var zip = ZipFile.OpenRead(file);
        var entry = zip.Entries.FirstOrDefault(entry => entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidDataException($"{Path.GetFileName(file)} holds no .csv file.");
        var memory = new MemoryStream();
        using (var packed = entry.Open()) packed.CopyTo(memory);
        memory.Position = 0;
        return new StreamReader(memory);
    }

    private static void Check(InvalidHeader[] missing)
    {
        if (missing.Length > 0) throw new InvalidDataException($"The incident event log lacks the column {string.Join(", ", missing.SelectMany(header => header.Names).Distinct())}.");
    }

    private static string? Known(string text) => text is "?" or "" ? null : text;

    private static int? Number(string text) =>
        // Priorities may be written "3 - Moderate".
        int.TryParse(text.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTime Time(string text) =>
        DateTime.TryParseExact(text, "d/M/yyyy H:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time : throw new InvalidDataException($"'{text}' in the incident event log is no time (d/M/yyyy HH:mm).");
}

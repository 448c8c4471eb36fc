using System.Globalization;
using System.Text;
using Apollo.Model;

namespace Apollo.Web.Schedules;

/// <summary>
/// Writes interventions as iCalendar (RFC 5545): one event each, with a lasting UID, so that a moved visit moves in the
/// subscriber's calendar too.
/// </summary>
internal static class ICalendarFile
{
    private const int LongestLine = 75;
    private static readonly TimeSpan UnknownLength = TimeSpan.FromHours(1);

    public static string Write(string desk, string name, IEnumerable<ScheduleEntry> entries)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN", "VCALENDAR");
        Line(file, "VERSION", "2.0");
        Line(file, "PRODID", "-//Apollo//Intervention schedule//EN");
        Line(file, "METHOD", "PUBLISH");
        Line(file, "X-WR-CALNAME", Text(name));
        Line(file, "REFRESH-INTERVAL;VALUE=DURATION", "PT5M");
        foreach (var entry in entries)
            if (entry.StartsAt is { } start)
                WriteEvent(file, desk, entry, start);
        Line(file, "END", "VCALENDAR");
        return file.ToString();
    }

    private static void WriteEvent(StringBuilder file, string desk, ScheduleEntry entry, DateTime start)
    {
        Line(file, "BEGIN", "VEVENT");
        Line(file, "UID", Text($"{entry.Id}@{desk}.apollo"));
        Line(file, "DTSTAMP", Time(entry.UpdatedAt));
        Line(file, "LAST-MODIFIED", Time(entry.UpdatedAt));
        Line(file, "DTSTART", Time(start));
        Line(file, "DTEND", Time(entry.EndsAt > start ? entry.EndsAt.Value : start + UnknownLength));
        var place = entry.Location is null ? "" : $"{entry.Location}: ";
        Line(file, "SUMMARY", Text(place + (entry.Title ?? entry.Id)));
        Line(file, "LOCATION", Text(string.Join(", ", new[] { entry.Location, entry.Address }.OfType<string>())));
        Line(file, "DESCRIPTION", Text(string.Join('\n', Lines(entry))));
        Line(file, "STATUS", entry.State == InterventionState.Cancelled ? "CANCELLED" : "CONFIRMED");
        if (entry.Location is { } location)
            Line(file, "CATEGORIES", Text(location));
        if (Uri.TryCreate(entry.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            Line(file, "URL", url.AbsoluteUri);
        Line(file, "END", "VEVENT");
    }

    private static IEnumerable<string> Lines(ScheduleEntry entry)
    {
        if (entry.TicketId is not null)
            yield return $"Ticket {entry.TicketId}{(entry.Ticket?.Title is { } title ? ": " + title : "")}";
        if (entry.Technician is not null)
            yield return $"Technician {entry.Technician}";
        if (entry.Team is not null)
            yield return $"Team {entry.Team}";
        if (entry.Contact is not null)
            yield return $"Contact {entry.Contact}";
        yield return $"State {entry.State.ToString().ToLowerInvariant()}";
        if (entry.Conflicts.Length > 0)
            yield return $"Conflict with {string.Join(", ", entry.Conflicts)}";
        if (entry.AfterSla)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Begins after the ticket is due ({entry.Ticket!.DueAt:yyyy-MM-dd HH:mm} UTC)"
            );
    }

    private static string Time(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A text as a value: no sign of it ends the line, and none is a control sign.</summary>
    private static string Text(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\\' or ';' or ',')
                value.Append('\\').Append(rune);
            else if (rune.Value is '\n')
                value.Append("\\n");
            else if (rune.Value is '\t' || !Rune.IsControl(rune))
                value.Append(rune);
        return value.ToString();
    }

    /// <summary>One property, folded between letters where it is longer than 75 bytes.</summary>
    private static void Line(StringBuilder file, string name, string value)
    {
        var length = 0;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                length = 1;
            }
            file.Append(rune);
            length += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}

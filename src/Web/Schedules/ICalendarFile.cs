using Apollo.Model;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Apollo.Web.Schedules;

/// <summary>
/// Writes interventions as iCalendar: one event each, with a lasting UID, so that a moved visit moves in the
/// subscriber's calendar too.
/// </summary>
internal static class ICalendarFile
{
    private static readonly TimeSpan UnknownLength = TimeSpan.FromHours(1);

    public static string Write(string desk, string name, IEnumerable<ScheduleEntry> entries)
    {
        var calendar = new Calendar { ProductId = "-//Apollo//Intervention schedule//EN", Method = "PUBLISH" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT5M");
        foreach (var entry in entries)
            if (entry.StartsAt is { } start)
                calendar.Events.Add(Event(desk, entry, start));
        return new CalendarSerializer().SerializeToString(calendar)
            ?? throw new InvalidOperationException("The calendar could not be written.");
    }

    private static CalendarEvent Event(string desk, ScheduleEntry entry, DateTime start) =>
        new()
        {
            Uid = $"{entry.Id}@{desk}.apollo",
            DtStamp = new CalDateTime(entry.UpdatedAt, "UTC"),
            LastModified = new CalDateTime(entry.UpdatedAt, "UTC"),
            Start = new CalDateTime(start, "UTC"),
            End = new CalDateTime(entry.EndsAt > start ? entry.EndsAt.Value : start + UnknownLength, "UTC"),
            Summary = string.Join(
                " ",
                new[] { entry.Location is null ? null : entry.Location + ":", entry.Title ?? entry.Id }.OfType<string>()
            ),
            Location = string.Join(", ", new[] { entry.Location, entry.Address }.OfType<string>()),
            Description = string.Join("\n", Lines(entry)),
            Status = entry.State == InterventionState.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Categories = entry.Location is null ? [] : [entry.Location],
            Url =
                Uri.TryCreate(entry.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null,
        };

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
            yield return $"Begins after the ticket is due ({entry.Ticket!.DueAt:yyyy-MM-dd HH:mm} UTC)";
    }
}

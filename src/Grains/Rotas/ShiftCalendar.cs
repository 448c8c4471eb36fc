using System.Collections.Immutable;
using Apollo.Model;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;

namespace Apollo.Grains.Rotas;

/// <summary>Somebody whom a calendar may name.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their e-mail.</param>
internal sealed record ShiftPerson(string Id, string Name, string Email);

/// <summary>Reads who is on call when from an iCalendar. Pure.</summary>
internal static class ShiftCalendar
{
    /// <summary>More are not read: a rule that repeats each minute would never end.</summary>
    private const int MostEvents = 2_000;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(35);

    /// <summary>
    /// The shifts between two instants: each event that names somebody, by the e-mail of an attendee or organizer, or
    /// by name or e-mail in its title. Events of nobody here are left out.
    /// </summary>
    /// <param name="text">The iCalendar.</param>
    /// <param name="people">Who can be on call.</param>
    /// <param name="zone">The desk's zone, for times without one.</param>
    /// <param name="from">Begin, UTC.</param>
    /// <param name="until">End, UTC.</param>
    /// <exception cref="FormatException">It is no iCalendar.</exception>
    public static ImmutableArray<RotaExchange> Read(
        string text,
        IReadOnlyList<ShiftPerson> people,
        DateTimeZone zone,
        DateTime from,
        DateTime until
    )
    {
        Calendar calendar;
        try
        {
            calendar = Calendar.Load(text) ?? throw new FormatException("It is no iCalendar.");
        }
        catch (Exception error) when (error is not FormatException)
        {
            throw new FormatException("It is no iCalendar.", error);
        }
        var shifts = ImmutableArray.CreateBuilder<RotaExchange>();
        var earliest = from - Longest;
        foreach (
            var occurrence in calendar
                .GetOccurrences<CalendarEvent>(new CalDateTime(earliest))
                .TakeWhileBefore(new CalDateTime(until))
                .Take(MostEvents)
        )
        {
            var found = (CalendarEvent)occurrence.Source;
            if (found.Status == EventStatus.Cancelled || PersonOf(found, people) is not { } person)
                continue;
            var (begin, end) = (occurrence.Period.StartTime, occurrence.Period.EffectiveEndTime);
            if (end is not null && Utc(end, zone) > from && Utc(end, zone) > Utc(begin, zone))
                shifts.Add(new RotaExchange(Utc(begin, zone), Utc(end, zone), person));
        }
        return shifts.ToImmutable();
    }

    private static string? PersonOf(CalendarEvent found, IReadOnlyList<ShiftPerson> people)
    {
        var addresses = found
            .Attendees.Select(attendee => attendee.Value)
            .Append(found.Organizer?.Value)
            .OfType<Uri>()
            .Where(address => address.Scheme == Uri.UriSchemeMailto)
            .Select(address => $"{address.UserInfo}@{address.Host}");
        return people.FirstOrDefault(person => addresses.Contains(person.Email, StringComparer.OrdinalIgnoreCase))?.Id
            ?? people
                .Where(person => Says(found.Summary, person.Name) || Says(found.Summary, person.Email))
                .MaxBy(person => person.Name.Length)
                ?.Id;
    }

    private static bool Says(string? title, string name) =>
        name.Length > 0 && title?.Contains(name, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A day, and a time without a zone, are of the desk's wall clock.</summary>
    private static DateTime Utc(CalDateTime time, DateTimeZone zone) =>
        time.IsFloating || !time.HasTime
            ? zone.AtLeniently(LocalDateTime.FromDateTime(DateTime.SpecifyKind(time.Value, DateTimeKind.Unspecified)))
                .ToDateTimeUtc()
            : time.AsUtc;
}

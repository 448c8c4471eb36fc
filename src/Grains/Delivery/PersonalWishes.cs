using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Store;
using Apollo.Model;
using NodaTime;
using NodaTime.TimeZones;

namespace Apollo.Grains.Delivery;

/// <summary>What people chose: who stands in for whom, and when somebody is not to be disturbed.</summary>
/// <param name="chosen">What everybody chose, by person.</param>
/// <param name="people">Those who may sign in.</param>
/// <param name="zone">The desk's zone.</param>
/// <param name="now">Now, UTC.</param>
internal sealed class PersonalWishes(
    IReadOnlyDictionary<string, StoredNotices> chosen,
    ImmutableArray<StoredPerson> people,
    DateTimeZone zone,
    DateTime now
)
{
    /// <summary>A deputy may be away too: so many follow each other.</summary>
    private const int MostDeputies = 5;

    // Wall times that a clock change skips shift forward by the gap; repeated ones mean the first.
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnForwardShifted
    );

    /// <summary>Whether a person takes a channel.</summary>
    public bool Takes(StoredPerson person, string channel) => Of(person).Channels.Contains(channel);

    /// <summary>Who is told in a person's place: themselves, or their deputy; null = nobody.</summary>
    public StoredPerson? InPlaceOf(StoredPerson person)
    {
        StoredPerson? told = person;
        for (var at = 0; told is not null && Of(told).Absence is { } absence && now < absence.Until; at++)
            told = at < MostDeputies && absence.Deputy is { } id ? people.FirstOrDefault(one => one.Id == id) : null;
        return told;
    }

    /// <summary>When a person may be told at the earliest, UTC; null = at once.</summary>
    public DateTime? NotBefore(StoredPerson person)
    {
        if (Of(person).Quiet is not { } quiet)
            return null;
        var (from, to) = (Time(quiet.From), Time(quiet.To));
        var local = Instant.FromDateTimeUtc(now).InZone(zone).LocalDateTime;
        var time = local.TimeOfDay;
        var isQuiet = from < to ? time >= from && time < to : time >= from || time < to;
        if (!isQuiet)
            return null;
        var end = (time < to ? local.Date : local.Date.PlusDays(1)).At(to);
        return end.InZone(zone, Resolve).ToDateTimeUtc();
    }

    private static LocalTime Time(string text)
    {
        var time = TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
        return new LocalTime(time.Hour, time.Minute);
    }

    private NoticeSettings Of(StoredPerson person) =>
        chosen.TryGetValue(person.Id, out var stored) ? stored.Settings : NoticeSettings.Default;
}

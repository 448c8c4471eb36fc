using NodaTime;

namespace Apollo.Web.Feeds;

/// <summary>The days of a desk.</summary>
internal static class DeskDay
{
    /// <summary>From when until when the day of an instant lasts, UTC.</summary>
    /// <param name="instant">UTC.</param>
    /// <param name="zone">IANA zone of the desk.</param>
    public static (DateTime From, DateTime To) Of(DateTime instant, string zone)
    {
        var clock = DateTimeZoneProviders.Tzdb[zone];
        var day = Instant.FromDateTimeUtc(instant).InZone(clock).Date;
        return (Midnight(day), Midnight(day.PlusDays(1)));

        DateTime Midnight(LocalDate date) => clock.AtStartOfDay(date).ToDateTimeUtc();
    }
}

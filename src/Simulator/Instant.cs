using System.Globalization;

namespace Apollo.Simulator;

/// <summary>Instants as the schema keeps them: UTC to the millisecond.</summary>
internal static class Instant
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static DateTime Now(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime.ToMillisecond();

    public static DateTime ToMillisecond(this DateTime time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    public static string ToText(DateTime time) => time.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTime Parse(string text) =>
        DateTime.ParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );
}

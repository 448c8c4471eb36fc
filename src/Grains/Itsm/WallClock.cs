using NodaTime;
using NodaTime.TimeZones;

namespace Apollo.Grains.Itsm;

/// <summary>Turns an ITSM's column times into UTC and back, where its columns are in a declared zone.</summary>
internal sealed class WallClock
{
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnForwardShifted
    );
    private readonly DateTimeZone? zone;

    /// <param name="zoneId">IANA zone; null = columns are UTC.</param>
    /// <exception cref="ItsmException">There is no such zone.</exception>
    public WallClock(string? zoneId)
    {
        if (string.IsNullOrEmpty(zoneId))
            return;
        zone =
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(zoneId)
            ?? throw new ItsmException($"Itsm:TimeZone '{zoneId}' is no zone; use an IANA name such as Europe/Paris.");
    }

    /// <param name="zone">The columns' zone.</param>
    public WallClock(DateTimeZone zone) => this.zone = zone;

    /// <summary>Columns are in a zone, not in UTC.</summary>
    public bool IsDeclared => zone is not null;

    /// <summary>A column's time as UTC; a wall time that occurs twice means the first.</summary>
    public DateTime ToUtc(DateTime column) =>
        zone is null
            ? DateTime.SpecifyKind(column, DateTimeKind.Utc)
            : zone.ResolveLocal(LocalDateTime.FromDateTime(column), Resolve).ToInstant().ToDateTimeUtc();

    /// <summary>What a column shows at an instant.</summary>
    public DateTime ToColumn(DateTime utc) =>
        zone is null ? utc : Instant.FromDateTimeUtc(utc).InZone(zone).ToDateTimeUnspecified();

    /// <summary>
    /// How much further back a mark must go: the repeated hour, from its beginning until one overlap after its end.
    /// Stamps written in its second pass read as if of the first, and would lie before the mark.
    /// </summary>
    public TimeSpan Repeated(DateTime now, TimeSpan overlap)
    {
        if (zone is null)
            return TimeSpan.Zero;
        var interval = zone.GetZoneInterval(Instant.FromDateTimeUtc(now));
        if (!interval.HasStart)
            return TimeSpan.Zero;
        var back = zone.GetZoneInterval(interval.Start - Duration.Epsilon).WallOffset - interval.WallOffset;
        if (back.Ticks <= 0)
            return TimeSpan.Zero;
        var repeated = TimeSpan.FromTicks(back.Ticks);
        return now <= interval.Start.ToDateTimeUtc() + repeated + overlap ? repeated : TimeSpan.Zero;
    }
}

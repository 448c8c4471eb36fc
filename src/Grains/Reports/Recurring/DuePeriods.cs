using Apollo.Model;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Apollo.Grains.Reports.Recurring;

/// <summary>A period whose report is due.</summary>
/// <param name="Days">Its days.</param>
/// <param name="At">When the report is to be made, UTC.</param>
internal sealed record DuePeriod(WholeDays Days, DateTime At);

/// <summary>Which periods a schedule makes, and when: each on the first day after it. Pure.</summary>
internal static class DuePeriods
{
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier,
        Resolvers.ReturnForwardShifted
    );

    /// <summary>The period that a day belongs to.</summary>
    public static WholeDays Of(ReportEvery every, DateOnly day)
    {
        var from = every switch
        {
            ReportEvery.Day => day,
            ReportEvery.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            _ => new DateOnly(day.Year, day.Month, 1),
        };
        return new WholeDays(from, After(every, from).AddDays(-1));
    }

    /// <summary>The period before another of the same length.</summary>
    public static WholeDays Before(ReportEvery every, WholeDays period) => Of(every, period.From.AddDays(-1));

    /// <summary>The periods whose time came after one instant and not after another, oldest first.</summary>
    /// <param name="every">Length of the periods.</param>
    /// <param name="at">Wall time of the first day after each.</param>
    /// <param name="zone">The desk's zone.</param>
    /// <param name="after">UTC, itself left out.</param>
    /// <param name="until">UTC, itself included.</param>
    public static IEnumerable<DuePeriod> Between(
        ReportEvery every,
        TimeOnly at,
        DateTimeZone zone,
        DateTime after,
        DateTime until
    )
    {
        for (var due = NextAfter(every, at, zone, after); due.At <= until; due = Next(every, at, zone, due.Days))
            yield return due;
    }

    /// <summary>The first period whose time comes after an instant.</summary>
    /// <param name="every">Length of the periods.</param>
    /// <param name="at">Wall time of the first day after each.</param>
    /// <param name="zone">The desk's zone.</param>
    /// <param name="after">UTC, itself left out.</param>
    public static DuePeriod NextAfter(ReportEvery every, TimeOnly at, DateTimeZone zone, DateTime after)
    {
        var today = Instant.FromDateTimeUtc(after).InZone(zone).Date.ToDateOnly();
        // Two before that of today: what was due on a day that a zone skipped as a whole is due on the next.
        var due = Due(every, at, zone, Before(every, Before(every, Of(every, today))));
        while (due.At <= after)
            due = Next(every, at, zone, due.Days);
        return due;
    }

    private static DuePeriod Next(ReportEvery every, TimeOnly at, DateTimeZone zone, WholeDays period) =>
        Due(every, at, zone, Of(every, period.To.AddDays(1)));

    private static DuePeriod Due(ReportEvery every, TimeOnly at, DateTimeZone zone, WholeDays period) =>
        new(
            period,
            zone.ResolveLocal(After(every, period.From).ToLocalDate() + at.ToLocalTime(), Resolve)
                .ToInstant()
                .ToDateTimeUtc()
        );

    private static DateOnly After(ReportEvery every, DateOnly from) =>
        every switch
        {
            ReportEvery.Day => from.AddDays(1),
            ReportEvery.Week => from.AddDays(7),
            _ => from.AddMonths(1),
        };
}

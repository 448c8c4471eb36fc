using System.Collections.Immutable;
using System.Globalization;
using Apollo.Grains.Clock;
using Apollo.Grains.Configuration;
using Apollo.Grains.Reports.Recurring;
using Apollo.Grains.Store;
using Apollo.Model;
using NodaTime;

namespace Apollo.Grains.Reports.Service;

/// <summary>The figures of a service report, of the desk's reports of two periods.</summary>
internal sealed class ServiceReading(IGrainFactory grains, DeskList desks) : IServiceReading
{
    public async Task<ServiceFigures> ReadAsync(
        string desk,
        ReportEvery every,
        WholeDays days,
        DateTime readAfter,
        CancellationToken cancellation
    )
    {
        var daysBefore = DuePeriods.Before(every, days);
        var now = await FiguresAsync(desk, days, readAfter, cancellation);
        var before = await FiguresAsync(desk, daysBefore, readAfter, cancellation);
        return Of(every, days, daysBefore, now, before, ServiceDays(desks[desk].Calendar, days));
    }

    /// <summary>Both periods as one report.</summary>
    internal static ServiceFigures Of(
        ReportEvery every,
        WholeDays days,
        WholeDays daysBefore,
        PeriodFigures now,
        PeriodFigures before,
        int serviceDays
    )
    {
        var period = now.Durations.Period;
        var target = now.Sla[Dimension.Team].Target;
        return new ServiceFigures
        {
            Every = every,
            Days = days,
            DaysBefore = daysBefore,
            ServiceDays = serviceDays,
            AsOf = period.AsOf,
            IsOver = period.AsOf >= period.End,
            ReadAt = now.Durations.ReadAt,
            Desk = Counts(now.Summary.All, now.Sla[Dimension.Team].All, now.Durations.Median, now.Durations.P90),
            DeskBefore = Counts(
                before.Summary.All,
                before.Sla[Dimension.Team].All,
                before.Durations.Median,
                before.Durations.P90
            ),
            ResolutionTarget = target.Resolution,
            ResponseTarget = target.Response,
            ByDay =
            [
                .. now.Days.Select(day => new ServiceDay(
                    DateOnly.ParseExact(day.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    day.Opened,
                    day.Resolved,
                    new SlaShare(day.Due, day.InTime)
                )),
            ],
            Arrivals = now.Arrivals.Cells,
            Teams = Groups(now, before, Dimension.Team),
            Locations = Groups(now, before, Dimension.Location),
            Categories = Groups(now, before, Dimension.Category),
            Priorities =
            [
                .. Groups(now, before, Dimension.Priority).OrderBy(group => group.Name ?? "~", StringComparer.Ordinal),
            ],
        };
    }

    private static ImmutableArray<ServiceGroup> Groups(PeriodFigures now, PeriodFigures before, string by)
    {
        var sla = now.Sla[by].Groups.ToDictionary(group => group.Group ?? "", StringComparer.Ordinal);
        var times =
            by == Dimension.Team
                ? now.Durations.Teams.ToDictionary(group => group.Group ?? "", StringComparer.Ordinal)
                : [];
        var was = before.Summary.By[by].ToDictionary(group => group.Group ?? "", StringComparer.Ordinal);
        var here = now.Summary.By[by];
        return
        [
            .. here.Concat(
                    // Those that had tickets before and have none now: what they fell by is told too.
                    was.Values.Where(group => group.Opened > 0 && here.All(other => other.Group != group.Group))
                        .Select(group => new PeriodCounts(group.Group, 0, 0, 0, 0, 0))
                )
                .Select(group =>
                {
                    var name = group.Group ?? "";
                    var time = times.GetValueOrDefault(name);
                    return new ServiceGroup(
                        group.Group,
                        Counts(group, sla.GetValueOrDefault(name), time?.Median, time?.P90),
                        was.GetValueOrDefault(name)?.Opened ?? 0
                    );
                })
                .OrderByDescending(group => group.Counts.Opened)
                .ThenBy(group => group.Name, StringComparer.Ordinal),
        ];
    }

    private static ServiceCounts Counts(PeriodCounts counts, SlaGroup? sla, long? median, long? p90) =>
        new(
            counts.Opened,
            counts.Resolved,
            counts.Reopened,
            counts.Open,
            counts.Overdue,
            Share(sla?.Resolution),
            Share(sla?.Response),
            median,
            p90
        );

    private static SlaShare Share(SlaCount? count) => new(count?.Due ?? 0, count?.InTime ?? 0);

    private static int ServiceDays(DeskCalendar calendar, WholeDays days)
    {
        var count = 0;
        for (var day = days.From; day <= days.To; day = day.AddDays(1))
        {
            var start = calendar.Zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeUtc().Ticks;
            count += calendar.ServiceTicks(start, calendar.NextMidnight(start)) > 0 ? 1 : 0;
        }
        return count;
    }

    /// <summary>Asks until it is read, however long that takes.</summary>
    private async Task<PeriodFigures> FiguresAsync(
        string desk,
        WholeDays days,
        DateTime readAfter,
        CancellationToken cancellation
    )
    {
        var query = new ReportQuery(StoredReport.DayText(days.From), StoredReport.DayText(days.To))
        {
            ReadAfter = StoredTime.Of(readAfter),
        };
        while (true)
            if (await grains.GetGrain<IReportsGrain>(desk).Figures(query, cancellation) is { } figures)
                return figures;
    }
}

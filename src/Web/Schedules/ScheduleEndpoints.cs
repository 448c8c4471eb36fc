using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Schedules;

/// <summary>The intervention schedule, for screens and for calendar programs.</summary>
internal static class ScheduleEndpoints
{
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(800);

    public static void MapSchedules(this WebApplication app)
    {
        var desk = app.MapDesk("Schedule", Role.Member);
        // What is read from the ITSM, in a table that may have no index for it, takes longer.
        desk.MapGet("/interventions", Between)
            .Named(
                "interventions",
                "Interventions that touch a range of time, with their tickets, conflicts and service levels"
            )
            .Within(seconds: 25);
        desk.MapGet("/interventions.ics", Feed)
            .Named("interventionsIcs", "The schedule as iCalendar (RFC 5545), to subscribe to; from 30 days back on")
            .Within(seconds: 10);
    }

    private static async Task<Results<Ok<ScheduleAnswer>, ProblemHttpResult>> Between(
        string desk,
        [Description("ISO 8601; 30 days back where left out")] DateTimeOffset? from,
        [Description("ISO 8601; 120 days after from where left out")] DateTimeOffset? to,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow();
        var start = from ?? now.AddDays(-30);
        var end = to ?? start.AddDays(120);
        if (end <= start)
            return Problems.WrongParameter("to", "to is not after from: give a later instant, or leave it out.");
        if (end - start > LongestRange)
            return Problems.WrongParameter(
                "to",
                $"from and to lie more than {LongestRange.Days} days apart: ask for a shorter range."
            );
        var entries = await grains
            .GetGrain<IScheduleGrain>(desk)
            .Between(start.UtcDateTime, end.UtcDateTime, cancellation);
        return TypedResults.Ok(new ScheduleAnswer(now.UtcDateTime, entries));
    }

    private static async Task<ContentHttpResult> Feed(
        string desk,
        [Description("Only this location")] string? location,
        [Description("Only this technician")] string? technician,
        [Description("Proves the right to read once sign-in exists; not needed until then")] string? token,
        DeskFeeds feeds,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var entries = await grains
            .GetGrain<IScheduleGrain>(desk)
            .Between(now.AddDays(-30), now.AddYears(2), cancellation);
        var wanted = entries.Where(entry =>
            (location is null || entry.Location == location) && (technician is null || entry.Technician == technician)
        );
        var name = string.Join(", ", new[] { feeds.Find(desk)!.Info.Name, location, technician }.OfType<string>());
        return TypedResults.Text(ICalendarFile.Write(desk, name, wanted), "text/calendar; charset=utf-8");
    }
}

/// <summary>The schedule of a range of time.</summary>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Interventions">By start.</param>
internal sealed record ScheduleAnswer(DateTime At, ImmutableArray<ScheduleEntry> Interventions);

using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Api;

namespace Apollo.Web.Schedules;

/// <summary>The intervention schedule, for screens and for calendar programs.</summary>
internal static class ScheduleEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>What is read from the ITSM, in a table that may have no index for it, takes longer.</summary>
    private static readonly TimeSpan PastWithin = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LongestRange = TimeSpan.FromDays(800);

    public static void MapSchedules(this WebApplication app)
    {
        var desk = app.MapGroup("/api/desks/{desk}").WithTags("Schedule");
        desk.MapGet("/interventions", Between)
            .WithName("interventions")
            .Produces<ScheduleAnswer>()
            .WithSummary("Interventions that touch a range of time, with their tickets, conflicts and service levels");
        desk.MapGet("/interventions.ics", Feed)
            .WithName("interventionsIcs")
            .WithSummary("The schedule as iCalendar (RFC 5545), to subscribe to; from 30 days back on");
    }

    private static Task<IResult> Between(
        string desk,
        [Description("ISO 8601; 30 days back where left out")] DateTimeOffset? from,
        [Description("ISO 8601; 90 days after from where left out")] DateTimeOffset? to,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                var now = time.GetUtcNow();
                var start = from ?? now.AddDays(-30);
                var end = to ?? start.AddDays(120);
                if (end <= start)
                    return Problems.WrongQuery("to is not after from.");
                if (end - start > LongestRange)
                    return Problems.WrongQuery($"from and to lie more than {LongestRange.Days} days apart.");
                http.Response.Headers.CacheControl = "no-store";
                var entries = await grains
                    .GetGrain<IScheduleGrain>(desk)
                    .Between(start.UtcDateTime, end.UtcDateTime, cancellation)
                    .WaitAsync(PastWithin, time, cancellation);
                return TypedResults.Ok(new ScheduleAnswer(now.UtcDateTime, entries));
            }
        );

    private static Task<IResult> Feed(
        string desk,
        [Description("Only this location")] string? location,
        [Description("Only this technician")] string? technician,
        [Description("Proves the right to read once sign-in exists; not needed until then")] string? token,
        Feeds.DeskFeeds feeds,
        IGrainFactory grains,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        DeskRoute.WithDesk(
            desk,
            http,
            async () =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                var entries = await grains
                    .GetGrain<IScheduleGrain>(desk)
                    .Between(now.AddDays(-30), now.AddYears(2), cancellation)
                    .WaitAsync(AnswerWithin, time, cancellation);
                var wanted = entries.Where(entry =>
                    (location is null || entry.Location == location)
                    && (technician is null || entry.Technician == technician)
                );
                var name = string.Join(
                    ", ",
                    new[] { feeds.Find(desk)!.Info.Name, location, technician }.OfType<string>()
                );
                http.Response.Headers.CacheControl = "no-cache";
                return TypedResults.Text(ICalendarFile.Write(desk, name, wanted), "text/calendar; charset=utf-8");
            }
        );
}

/// <summary>The schedule of a range of time.</summary>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Interventions">By start.</param>
internal sealed record ScheduleAnswer(DateTime At, ImmutableArray<ScheduleEntry> Interventions);

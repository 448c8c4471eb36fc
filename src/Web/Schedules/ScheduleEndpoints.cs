using System.Collections.Immutable;
using System.ComponentModel;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Apollo.Web.Feeds;
using Apollo.Web.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Schedules;

/// <summary>The intervention schedule, for screens and for calendar programs.</summary>
internal static class ScheduleEndpoints
{
    private const string TechnicianOnly = "Only this technician; me = the caller";
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
        desk.MapGet("/interventions/today", Today)
            .Named("interventionsToday", "The interventions of the desk's day, without people, titles and addresses")
            .For(Role.Display)
            .Within(seconds: 10);
        desk.MapGet("/interventions.ics", Feed)
            .AsFeed()
            .Named("interventionsIcs", "The schedule as iCalendar (RFC 5545), to subscribe to; from 30 days back on")
            .Within(seconds: 10);
    }

    private static async Task<Results<Ok<ScheduleAnswer>, ProblemHttpResult>> Between(
        string desk,
        [Description("ISO 8601; 30 days back where left out")] DateTimeOffset? from,
        [Description("ISO 8601; 120 days after from where left out")] DateTimeOffset? to,
        [Description(TechnicianOnly)] string? technician,
        AskedAs asked,
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
        if (!TryName(technician, asked, out var name))
            return Problems.NobodyThere("technician");
        var entries = await grains
            .GetGrain<IScheduleGrain>(desk)
            .Between(start.UtcDateTime, end.UtcDateTime, asked.Audience.OfRows, cancellation);
        return TypedResults.Ok(
            new ScheduleAnswer(
                now.UtcDateTime,
                name is null ? entries : entries.RemoveAll(entry => entry.Technician != name)
            )
        );
    }

    private static async Task<Ok<VisitsAnswer>> Today(
        string desk,
        DeskFeeds feeds,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var now = time.GetUtcNow().UtcDateTime;
        var (from, to) = DeskDay.Of(now, feeds.Find(desk)!.Info.TimeZone);
        var entries = await grains
            .GetGrain<IScheduleGrain>(desk)
            .Between(from, to, Audience.Everything.OfRows with { Teams = [] }, cancellation);
        return TypedResults.Ok(new VisitsAnswer(now, [.. entries.Select(VisitShown.Of)]));
    }

    /// <summary>The technician that is asked for; <c>me</c> is the caller.</summary>
    /// <returns>False where the caller is nobody in the desk's ITSM.</returns>
    private static bool TryName(string? technician, AskedAs asked, out string? name)
    {
        name = technician == RowsQuery.MeWord ? asked.Me : technician;
        return technician is null || name is not null;
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Feed(
        string desk,
        [Description("Only this location")] string? location,
        [Description(TechnicianOnly)] string? technician,
        [Description("Proves the right to read once sign-in exists; not needed until then")] string? token,
        AskedAs asked,
        DeskFeeds feeds,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (!TryName(technician, asked, out var person))
            return Problems.NobodyThere("technician");
        var now = time.GetUtcNow().UtcDateTime;
        var entries = await grains
            .GetGrain<IScheduleGrain>(desk)
            .Between(now.AddDays(-30), now.AddYears(2), asked.Audience.OfRows, cancellation);
        var wanted = entries.Where(entry =>
            (location is null || entry.Location == location) && (person is null || entry.Technician == person)
        );
        var name = string.Join(", ", new[] { feeds.Find(desk)!.Info.Name, location, person }.OfType<string>());
        return TypedResults.Text(ICalendarFile.Write(desk, name, wanted), "text/calendar; charset=utf-8");
    }
}

/// <summary>The schedule of a range of time.</summary>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Interventions">By start.</param>
internal sealed record ScheduleAnswer(DateTime At, ImmutableArray<ScheduleEntry> Interventions);

/// <summary>The schedule of a day, for everybody who passes by.</summary>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="Interventions">By start.</param>
internal sealed record VisitsAnswer(DateTime At, ImmutableArray<VisitShown> Interventions);

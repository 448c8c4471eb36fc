using System.Collections.Immutable;
using System.Globalization;
using Apollo.Model;
using Apollo.Web.Access;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Apollo.Web.Reports;

/// <summary>A schedule as it is sent.</summary>
/// <param name="Report">What is made: <c>service</c>, also where left out.</param>
/// <param name="Every">Length of its periods.</param>
/// <param name="At">Wall time of the first day after each, as 07:30.</param>
/// <param name="To">To whom it goes; nobody where left out.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Enabled">Whether it is made; it is where left out.</param>
internal sealed record ReportScheduleDocument(
    string? Report,
    ReportEvery? Every,
    string? At,
    IReadOnlyList<string?>? To,
    string? Name,
    bool? Enabled
);

/// <summary>When a desk's reports are made, and to whom they go.</summary>
internal static class ReportScheduleEndpoints
{
    public static void MapReportSchedules(this WebApplication app)
    {
        var schedules = app.MapDesk("Reports", Role.Manager)
            .MapGroup("/reports/schedules")
            .Stored("The schedules")
            .Within(seconds: 12);
        schedules
            .MapGet(
                "/",
                async (string desk, IGrainFactory grains, CancellationToken cancellation) =>
                    TypedResults.Ok(await Of(grains, desk).Schedules(cancellation))
            )
            .Named("reportSchedules", "The schedules of reports by name, with when each is made next");
        schedules
            .MapPost("/", Add)
            .Named(
                "addReportSchedule",
                "Adds a schedule: a service report of each day, week or month, once it is over",
                "Exactly one of each period, in the desk's zone; what was missed is made up for, and marked as late."
            )
            .Accepts<ReportScheduleDocument>("application/json");
        schedules
            .MapPut("/{id}", Change)
            .Named(
                "changeReportSchedule",
                "Changes a schedule",
                "With If-Match: its revision in quotes, only where nobody changed it since. Else 412."
            )
            .Accepts<ReportScheduleDocument>("application/json")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        schedules
            .MapDelete("/{id}", Remove)
            .Named("removeReportSchedule", "Removes a schedule; what it made stays. If-Match as with PUT")
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
    }

    private static IReportArchiveGrain Of(IGrainFactory grains, string desk) =>
        grains.GetGrain<IReportArchiveGrain>(desk);

    private static async Task<Results<Created<ReportSchedule>, ProblemHttpResult>> Add(
        string desk,
        Sent<ReportScheduleDocument> sent,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (Read(sent.Value, out var wrong) is not { } draft)
            return wrong;
        var saved = await Of(grains, desk).Add(http.By(), draft, cancellation);
        if (saved.Schedule is not { } schedule)
            return saved.Outcome == ScheduleOutcome.Wrong
                ? Problems.WrongParameter(saved.Field!, saved.Reason!)
                : RevisionTag.ChangedElsewhere("list of schedules");
        http.Response.Headers.ETag = RevisionTag.Of(schedule.Revision);
        return TypedResults.Created($"/api/desks/{desk}/reports/schedules/{schedule.Id}", schedule);
    }

    private static async Task<Results<OkWith<ReportSchedule>, ProblemHttpResult>> Change(
        string desk,
        string id,
        Sent<ReportScheduleDocument> sent,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    )
    {
        if (Read(sent.Value, out var wrong) is not { } draft || !RevisionTag.TryIfMatch(http, out var known, out wrong))
            return wrong;
        var saved = await Of(grains, desk).Change(http.By(), id, draft, known, cancellation);
        return saved.Schedule is { } schedule
                ? new OkWith<ReportSchedule>(schedule, HeaderNames.ETag, RevisionTag.Of(schedule.Revision))
            : saved.Outcome == ScheduleOutcome.Missing ? NoSchedule(desk, id)
            : saved.Outcome == ScheduleOutcome.Wrong ? Problems.WrongParameter(saved.Field!, saved.Reason!)
            : RevisionTag.ChangedElsewhere("schedule");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        string desk,
        string id,
        HttpContext http,
        IGrainFactory grains,
        CancellationToken cancellation
    ) =>
        !RevisionTag.TryIfMatch(http, out var known, out var wrong)
            ? wrong
            : await Of(grains, desk).Remove(http.By(), id, known, cancellation) switch
            {
                ScheduleOutcome.Done => TypedResults.NoContent(),
                ScheduleOutcome.Missing => NoSchedule(desk, id),
                _ => RevisionTag.ChangedElsewhere("schedule"),
            };

    private static ScheduleDraft? Read(ReportScheduleDocument? document, out ProblemHttpResult wrong)
    {
        wrong = Problems.Of(
            StatusCodes.Status400BadRequest,
            "No schedule",
            """
            This is not the JSON of a schedule, such as
            {"every":"month","at":"07:30","to":["role:manager"],"name":"Monthly"}.
            """.ReplaceLineEndings(" ")
        );
        if (document is not { Every: { } every } || !Enum.IsDefined(every))
            return null;
        var name = OneLine.Cleaned(document.Name);
        var to = (document.To ?? []).Where(one => !string.IsNullOrEmpty(one)).Select(one => one!).Distinct().ToList();
        if (document.Report is not (null or ReportSchedule.ServiceReport))
            wrong = Problems.WrongParameter("report", "report is service: there is no other.");
        else if (!TimeOnly.TryParseExact(document.At, "HH:mm", CultureInfo.InvariantCulture, default, out var at))
            wrong = Problems.WrongParameter("at", "at is the wall time at which it is made, as 07:30.");
        else if (name.Length is 0 or > IReportArchiveGrain.LongestName)
            wrong = Problems.WrongParameter(
                "name",
                $"A schedule has a name of 1 to {IReportArchiveGrain.LongestName} characters."
            );
        else if (to.Count > IReportArchiveGrain.MostRecipients)
            wrong = Problems.WrongParameter("to", $"to names at most {IReportArchiveGrain.MostRecipients}.");
        else
            return new ScheduleDraft(every, at, [.. to], name, document.Enabled ?? true);
        return null;
    }

    private static ProblemHttpResult NoSchedule(string desk, string id) =>
        Problems.Of(
            StatusCodes.Status404NotFound,
            "No such schedule",
            $"Desk {desk} has no schedule '{id}'. GET /api/desks/{desk}/reports/schedules lists those there are."
        );
}

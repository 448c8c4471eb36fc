using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Api;

/// <summary>Errors of the API as RFC 9457 problem details; each says what is wrong and how to mend it.</summary>
internal static class Problems
{
    public static ProblemHttpResult NoDesk(string desk) =>
        TypedResults.Problem(
            $"There is no desk '{desk}' for you. GET /api/desks lists those there are.",
            statusCode: StatusCodes.Status404NotFound,
            title: "No such desk"
        );

    public static ProblemHttpResult NoKpi(string kpi, string desk) =>
        TypedResults.Problem(
            $"There is no KPI '{kpi}'. GET /api/desks/{desk}/catalogue lists those there are.",
            statusCode: StatusCodes.Status404NotFound,
            title: "No such KPI"
        );

    public static ProblemHttpResult NoDimension(string dimension) =>
        TypedResults.Problem(
            $"There is no breakdown '{dimension}'. Breakdowns: team, assignee, technician, location, "
                + "category, priority.",
            statusCode: StatusCodes.Status400BadRequest,
            title: "No such breakdown"
        );

    public static ProblemHttpResult NoTable(string dimension, IEnumerable<string> tables) =>
        TypedResults.Problem(
            $"There is no table by '{dimension}'. Tables: {string.Join(", ", tables)}.",
            statusCode: StatusCodes.Status404NotFound,
            title: "No such table"
        );

    public static ProblemHttpResult NotForYou(string dimension) =>
        TypedResults.Problem(
            $"The breakdown by {dimension} is not for you on this desk.",
            statusCode: StatusCodes.Status403Forbidden,
            title: "Not for you"
        );

    public static ProblemHttpResult WrongQuery(string reason) =>
        TypedResults.Problem(reason, statusCode: StatusCodes.Status400BadRequest, title: "Cannot be understood");

    public static ProblemHttpResult NoTicket(string id, string desk) =>
        TypedResults.Problem(
            $"Desk {desk} has no ticket '{id}'.",
            statusCode: StatusCodes.Status404NotFound,
            title: "No such ticket"
        );

    public static ProblemHttpResult FirstRead() =>
        TypedResults.Problem(
            "The ITSM is being read for the first time. Ask again in a moment.",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "First read"
        );

    public static ProblemHttpResult ItsmAway(string reason) =>
        TypedResults.Problem(
            $"The ITSM cannot be read now: {reason} Ask again in a moment.",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "ITSM not available"
        );

    public static ProblemHttpResult Away() =>
        TypedResults.Problem(
            "The silo does not answer. Ask again in a moment.",
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Not available"
        );
}

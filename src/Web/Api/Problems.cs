using System.Globalization;
using Apollo.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Api;

/// <summary>Errors of the API as RFC 9457 problem details; each says what is wrong and how to mend it.</summary>
internal static class Problems
{
    /// <param name="status">HTTP status.</param>
    /// <param name="title">What kind of problem it is.</param>
    /// <param name="detail">What is wrong, and the mend.</param>
    public static ProblemHttpResult Of(int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title);

    public static ProblemHttpResult NoDesk(string desk) =>
        Of(
            StatusCodes.Status404NotFound,
            "No such desk",
            $"There is no desk '{desk}' for you. GET /api/desks lists those there are."
        );

    public static ProblemHttpResult NoKpi(string kpi, string desk) =>
        Of(
            StatusCodes.Status404NotFound,
            "No such KPI",
            $"There is no KPI '{kpi}'. GET /api/desks/{desk}/catalogue lists those there are."
        );

    /// <param name="dimension">The breakdown asked for.</param>
    /// <param name="further">Those that only this desk has.</param>
    public static ProblemHttpResult NoDimension(string dimension, FurtherNames further) =>
        WrongParameter(
            "groups",
            $"There is no breakdown '{dimension}'. Breakdowns: "
                + string.Join(
                    ", ",
                    (string[])["team, assignee, technician, location, category, priority", .. further.All]
                )
                + "."
        );

    public static ProblemHttpResult NoTable(string dimension, IEnumerable<string> tables) =>
        Of(
            StatusCodes.Status404NotFound,
            "No such table",
            $"There is no table by '{dimension}'. Tables: {string.Join(", ", tables)}."
        );

    public static ProblemHttpResult NotForYou(string dimension) =>
        Of(StatusCodes.Status403Forbidden, "Not for you", $"The breakdown by {dimension} is not for you on this desk.");

    public static ProblemHttpResult NotForYou() =>
        Of(StatusCodes.Status403Forbidden, "Not for you", "This is not for you. An administrator can give more.");

    public static ProblemHttpResult OtherOrigin() =>
        Of(StatusCodes.Status403Forbidden, "Other origin", "Requests from other sites are refused.");

    public static ProblemHttpResult SignInFirst() =>
        Of(StatusCodes.Status401Unauthorized, "Sign in", "Sign in first, or send a token: Authorization: Bearer apl_…");

    /// <param name="name">The parameter; the answer's <c>parameter</c> holds it too.</param>
    /// <param name="reason">What is wrong with it, and the mend.</param>
    public static ProblemHttpResult WrongParameter(string name, string reason) =>
        TypedResults.Problem(
            reason,
            statusCode: StatusCodes.Status400BadRequest,
            title: "Cannot be understood",
            extensions: [new("parameter", name)]
        );

    /// <param name="name">Parameter whose value is <c>me</c>.</param>
    public static ProblemHttpResult NobodyThere(string name) =>
        WrongParameter(
            name,
            $"{name} is '{RowsQuery.MeWord}', and you are nobody in this desk's ITSM. "
                + "An administrator can say which name there is yours."
        );

    public static ProblemHttpResult NoLocale(string locale) =>
        WrongParameter("locale", $"There is no locale '{locale}': give one such as de-DE, or leave it out.");

    public static ProblemHttpResult WrongQuery(string reason) =>
        Of(StatusCodes.Status400BadRequest, "Cannot be understood", reason);

    public static ProblemHttpResult NoTicket(string id, string desk) =>
        Of(StatusCodes.Status404NotFound, "No such ticket", $"Desk {desk} has no ticket '{id}'.");

    /// <param name="http">The request.</param>
    /// <param name="status">429 or 503.</param>
    /// <param name="detail">What there is too much of.</param>
    /// <param name="seconds">When to ask again.</param>
    public static ProblemHttpResult TooMuch(HttpContext http, int status, string detail, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(status, "Too much at once", detail);
    }

    public static ProblemHttpResult FirstRead() =>
        Of(
            StatusCodes.Status503ServiceUnavailable,
            "First read",
            "The ITSM is being read for the first time. Ask again in a moment."
        );

    public static ProblemHttpResult ItsmAway(string reason) =>
        Of(
            StatusCodes.Status503ServiceUnavailable,
            "ITSM not available",
            $"The ITSM cannot be read now: {reason} Ask again in a moment."
        );

    /// <param name="things">What is kept there, as a sentence begins: "Own dashboards".</param>
    public static ProblemHttpResult StoreAway(string things) =>
        Of(
            StatusCodes.Status503ServiceUnavailable,
            "Not available",
            $"{things} cannot be read or kept at the moment. Ask again in a moment."
        );

    public static ProblemHttpResult Away() =>
        Of(
            StatusCodes.Status503ServiceUnavailable,
            "Not available",
            "The silo does not answer. Ask again in a moment."
        );
}

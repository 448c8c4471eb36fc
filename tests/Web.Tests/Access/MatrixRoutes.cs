using Apollo.Model;

namespace Apollo.Web.Tests.Access;

/// <summary>For whom each route is meant to be: the test's own table, beside the one that the routes say.</summary>
/// <param name="Route">Method and pattern.</param>
/// <param name="Who">Least role on the desk, or whom else.</param>
/// <param name="Example">What stands in its braces, but the desk.</param>
internal sealed record MatrixRoute(string Route, string Who, string Example = "overdue")
{
    public const string Anyone = "anyone";
    public const string Known = "known";
    public const string People = "people";
    public const string Operators = "operators";
    public const string Managers = "managers";
    public const string Admins = "admin";

    /// <summary>Least role, where it is a route of a desk.</summary>
    public Role? Role => Who != Admins && Enum.TryParse<Role>(Who, true, out var role) ? role : null;

    public bool IsOfDesk => Route.Contains("{desk}", StringComparison.Ordinal);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<MatrixRoute> All { get; } =
    [
        new("GET /health/live", Anyone),
        new("GET /health/ready", Anyone),
        new("GET /health/detail", Operators),
        new("* /metrics", Operators),
        new("GET /openapi/{documentName}.json", Known, "v1"),
        new("GET /scalar/{documentName?}", Known, "v1"),
        new("GET /scalar", Known),
        new("GET /scalar/favicon.svg", Known),
        new("GET /scalar/scalar.js", Known),
        new("GET /scalar/scalar.aspnetcore.js", Known),
        new("* /hubs/desk", Known),
        new("POST /hubs/desk/negotiate", Known),
        new("GET /api/desks/", Known),
        new("GET /api/me/dashboards/", People),
        new("GET /api/me/dashboards/{name}", People),
        new("PUT /api/me/dashboards/{name}", People),
        new("DELETE /api/me/dashboards/{name}", People),
        new("GET /api/dashboards/{share}", Known),
        .. Under("/api/session", Anyone, "GET /", "POST /", "DELETE /", "GET /invitation", "POST /invitation"),
        .. Under("/api/session/oidc", Anyone, "GET /{id}/", "GET /{id}/callback"),
        .. Under("/api/people", Admins, "GET /", "GET /{id}", "PUT /{id}", "DELETE /{id}", "GET /assignees"),
        .. Under("/api/people", Admins, "POST /{id}/erase", "POST /{id}/sign-out", "POST /{id}/reset"),
        .. Under("/api/people/invitations", Admins, "GET ", "POST ", "DELETE /{id}"),
        .. Under("/api/tokens", Admins, "GET /", "POST /", "DELETE /{id}"),
        .. Under("/api", Admins, "GET /audit/", "GET /audit.csv/"),
        .. Under("/api/systems", Admins, "GET /", "POST /check"),
        .. Under("/api/me", People, "GET /", "PUT /", "POST /password", "GET /sessions", "DELETE /sessions/{id}"),
        .. Under("/api/me/notifications", People, "GET /", "PUT /", "POST /push", "DELETE /push/{id}", "POST /test"),
        .. Under("/api/me/seen", People, "GET /", "PUT /"),
        .. Under("/api/me/feeds", People, "GET /", "POST /", "DELETE /{id}"),
        Of("GET", "links/", "manager"),
        Of("POST", "links/", "manager"),
        Of("DELETE", "links/{id}", "manager"),
        new("GET /api/session/display/", Anyone),
        new("POST /api/session/display/", Anyone),
        new("GET /api/displays/", Managers),
        new("GET /api/displays/{id}", Managers),
        new("POST /api/displays/pair", Managers),
        new("PUT /api/displays/{id}", Managers),
        new("DELETE /api/displays/{id}", Admins),
        new("POST /api/displays/{id}/reload", Managers),
        new("POST /api/displays/{id}/identify", Managers),
        new("POST /api/displays/{id}/sound", Managers),
        .. Under(
            "/api/hooks",
            Managers,
            "GET /",
            "POST /",
            "GET /{id}",
            "PUT /{id}",
            "DELETE /{id}",
            "POST /{id}/test"
        ),
        Of("GET", "catalogue", "display"),
        Of("GET", "kpis", "display"),
        Of("GET", "health", "manager"),
        Of("POST", "nudge/", "manager"),
        Of("GET", "kpis/{kpi}/", "display"),
        Of("GET", "kpis/{kpi}/ahead", "display"),
        Of("GET", "kpis/{kpi}/moves", "member"),
        Of("GET", "kpis/{kpi}/history", "viewer"),
        Of("GET", "kpis/{kpi}/history.csv", "viewer"),
        .. Lists("kpis/{kpi}/"),
        .. Lists(""),
        Of("GET", "tickets/{id}", "member"),
        Of("GET", "history.csv", "viewer"),
        Of("GET", "trends", "display"),
        .. Reports("flow", "viewer"),
        .. Reports("arrivals", "viewer"),
        .. Reports("durations", "viewer"),
        .. Reports("ageing", "viewer"),
        .. Reports("sla", "viewer"),
        .. Reports("rows", "member"),
        Of("GET", "tables/{dimension}", "display", "team"),
        Of("GET", "tables/{dimension}.csv", "display", "team"),
        Of("GET", "tables/{dimension}.xlsx", "display", "team"),
        Of("GET", "interventions", "member"),
        Of("GET", "interventions.ics", "member"),
        Of("GET", "interventions/today", "display"),
        Of("GET", "locations/", "display"),
        Of("PUT", "locations/", "manager"),
        Of("GET", "alerts/", "display"),
        Of("GET", "alerts.csv", "viewer"),
        Of("GET", "setup/", "manager"),
        Of("POST", "setup/", "manager"),
        Of("PUT", "alerts/{id}/acknowledge", "member"),
        Of("DELETE", "alerts/{id}/acknowledge", "member"),
        Of("GET", "alert-rules/", "member"),
        Of("GET", "alert-rules/{id}", "member"),
        Of("POST", "alert-rules/", "member"),
        Of("POST", "alert-rules/test", "member"),
        Of("PUT", "alert-rules/{id}", "member"),
        Of("DELETE", "alert-rules/{id}", "member"),
        Of("GET", "rotas/", "member"),
        Of("PUT", "rotas/{team}", "manager"),
        Of("DELETE", "rotas/{team}", "manager"),
        Of("GET", "reports/schedules/", "manager"),
        Of("POST", "reports/schedules/", "manager"),
        Of("PUT", "reports/schedules/{id}", "manager"),
        Of("DELETE", "reports/schedules/{id}", "manager"),
        Of("GET", "reports/archive/", "viewer"),
        Of("POST", "reports/archive/", "manager"),
        Of("GET", "reports/archive/{id}", "viewer"),
        Of("GET", "reports/archive/{id}.csv", "viewer"),
        Of("GET", "reports/archive/{id}.pdf", "viewer"),
        Of("POST", "reports/archive/{id}/again", "manager"),
        Of("POST", "reports/archive/notebooks", "manager"),
        Of("GET", "silences/", "member"),
        Of("POST", "silences/", "member"),
        Of("DELETE", "silences/{id}", "member"),
        Of("GET", "limits/", "manager"),
        Of("GET", "limits/{kpi}", "manager"),
        Of("PUT", "limits/{kpi}", "manager"),
        Of("DELETE", "limits/{kpi}", "manager"),
        Of("GET", "notes/", "viewer"),
        Of("GET", "notes/{id}", "viewer"),
        Of("POST", "notes/", "manager"),
        Of("PUT", "notes/{id}", "manager"),
        Of("DELETE", "notes/{id}", "manager"),
        // The client's own files, and what is said where there is nothing.
        new("* /api/{**path}", Anyone, "nothing"),
        new("* /hubs/{**path}", Anyone, "nothing"),
        new("GET /", Anyone),
        new("GET /index.html", Anyone),
        new("GET /tv", Anyone),
        new("GET /view/{secret}", Anyone),
        new("GET /board/{**path}", Anyone),
        new("GET /{*path:nonfile}", Anyone),
    ];

    /// <summary>Its address on a desk.</summary>
    public string Path(string desk)
    {
        var path = Route[(Route.IndexOf(' ', StringComparison.Ordinal) + 1)..]
            .Replace("{desk}", desk, StringComparison.Ordinal);
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var from)
            path = path[..from] + Example + path[(path.IndexOf('}', from) + 1)..];
        return path;
    }

    private static IEnumerable<MatrixRoute> Under(string path, string who, params string[] routes) =>
        routes.Select(route => new MatrixRoute(route.Replace(" ", $" {path}", StringComparison.Ordinal), who));

    private static MatrixRoute Of(string method, string path, string role, string example = "overdue") =>
        new($"{method} /api/desks/{{desk}}/{path}", role, example);

    private static IEnumerable<MatrixRoute> Reports(string report, string role) =>
        [Of("GET", $"reports/{report}", role), Of("GET", $"reports/{report}.csv", role)];

    private static IEnumerable<MatrixRoute> Lists(string of) =>
        [
            Of("GET", $"{of}tickets", "member"),
            Of("POST", $"{of}tickets/query", "member"),
            Of("GET", $"{of}tickets/values", "member"),
            Of("GET", $"{of}tickets.csv", "member"),
            Of("GET", $"{of}tickets.xlsx", "member"),
        ];
}

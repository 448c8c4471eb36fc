using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Alerts;

/// <summary>A rule as it is sent; its id counts only where the address does not say it.</summary>
internal sealed record RuleDocument(
    string? Id,
    string? Name,
    AlertKind? Kind,
    string? Kpi,
    string? Dimension,
    string? Group,
    AlertLevel? Warning,
    AlertLevel? Critical,
    bool? Above,
    AlertHours? Hours,
    IReadOnlyList<AlertNotify?>? Notify,
    int? Repeat,
    string? Message,
    bool? Enabled,
    AlertOf? Of = null,
    int? Before = null,
    bool? Clock = null,
    string? Filter = null
);

/// <summary>What is to be tried on the past.</summary>
/// <param name="Rule">The rule; with the id of one that is kept, its alerts tell where it was on as it is.</param>
/// <param name="From">Begin; 30 days before the end where left out.</param>
/// <param name="To">End; now where left out.</param>
/// <param name="Of">Which limit is moved for those around: <c>warning</c> or <c>critical</c>.</param>
internal sealed record BackTestDocument(RuleDocument? Rule, DateTimeOffset? From, DateTimeOffset? To, string? Of);

/// <summary>What somebody says who takes care of an alert.</summary>
/// <param name="Comment">At most 500 characters; may be left out.</param>
internal sealed record AcknowledgeDocument(string? Comment);

/// <summary>A silence as it is sent.</summary>
internal sealed record SilenceDocument(
    string? Rule,
    string? Kpi,
    string? Group,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    string? Reason
);

/// <summary>Reads what was sent about alerts; what a rule may say is for the desk to check.</summary>
internal static class AlertDocuments
{
    /// <summary>The rule; or what is wrong with it.</summary>
    /// <param name="document">As it was sent.</param>
    /// <param name="id">Its id.</param>
    /// <param name="wrong">What is wrong.</param>
    public static AlertRule? Rule(RuleDocument? document, string id, out ProblemHttpResult wrong)
    {
        wrong = Problems.Of(
            StatusCodes.Status400BadRequest,
            "No rule",
            "This is not the JSON of a rule, such as "
                + """{"name":"Overdue","kpi":"overdue","above":true,"critical":{"at":10,"for":60},"enabled":true}."""
        );
        var isOfKpi = document?.Kind is null or AlertKind.Kpi;
        if (document is not { Name: { } name } || document.Notify?.Contains(null) == true)
            return null;
        if (isOfKpi && document.Kpi is null)
            return null;
        if ((document.Above ?? (isOfKpi ? null : true)) is not { } above)
        {
            wrong = Problems.WrongParameter(
                "above",
                "above is missing: true where values at or above a limit are bad."
            );
            return null;
        }
        return new AlertRule
        {
            Id = id,
            Name = name.Trim(),
            Kind = document.Kind ?? AlertKind.Kpi,
            Kpi = document.Kpi ?? "",
            Dimension = document.Dimension,
            Group = document.Group,
            Warning = document.Warning,
            Critical = document.Critical,
            Above = above,
            Hours = document.Hours ?? AlertHours.Always,
            Notify = [.. document.Notify?.Select(notify => notify!) ?? []],
            Repeat = document.Repeat,
            Message = document.Message,
            Enabled = document.Enabled ?? false,
            Of = document.Of,
            Before = document.Before,
            Clock = document.Clock ?? false,
            Filter = document.Filter,
        };
    }

    /// <summary>The silence; or what is wrong with it.</summary>
    /// <param name="document">As it was sent.</param>
    /// <param name="now">Now: where it begins if it does not say.</param>
    /// <param name="wrong">What is wrong.</param>
    public static AlertSilence? Silence(SilenceDocument? document, DateTimeOffset now, out ProblemHttpResult? wrong)
    {
        var from = document?.From ?? now;
        wrong =
            document is null
                ? Problems.Of(
                    StatusCodes.Status400BadRequest,
                    "No silence",
                    "This is not the JSON of a silence, such as "
                        + """{"kpi":"overdue","until":"2026-03-02T09:00:00Z","reason":"Works on the server"}."""
                )
            : (document.Rule ?? document.Kpi ?? document.Group) is null
                ? Problems.WrongParameter("rule", "A silence names a rule, a kpi or a group (team:Network).")
            : new[] { document.Rule, document.Kpi, document.Group }.Any(name => name?.Length > 500)
                ? Problems.WrongParameter("rule", "rule, kpi and group are at most 500 characters.")
            : document.Until is not { } until || until <= from || until <= now
                ? Problems.WrongParameter("until", "until is missing, or not after from and now.")
            : until - from > TimeSpan.FromDays(IAlertsGrain.LongestSilence)
            || from < now.AddDays(-1)
            || from > now.AddDays(365)
                ? Problems.WrongParameter(
                    "until",
                    $"A silence begins within a year and lasts at most {IAlertsGrain.LongestSilence} days."
                )
            : document.Reason?.Trim() is not { Length: > 0 and <= IAlertsGrain.LongestReason }
                ? Problems.WrongParameter(
                    "reason",
                    $"reason says why, in 1 to {IAlertsGrain.LongestReason} characters."
                )
            : null;
        return wrong is not null
            ? null
            : new AlertSilence(
                "",
                document!.Rule,
                document.Kpi,
                document.Group,
                from.UtcDateTime,
                document.Until!.Value.UtcDateTime,
                document.Reason!.Trim(),
                ""
            );
    }
}

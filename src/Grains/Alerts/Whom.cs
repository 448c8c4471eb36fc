using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>Who stands behind words of a rule that name nobody: who is on call, who holds the ticket.</summary>
/// <param name="OnCall">Who of a team is on call at an instant, as the id of a person; null = nobody.</param>
/// <param name="Holder">Who an assignee of the ITSM is, as the id of a person; null = nobody here.</param>
internal sealed record Whom(Func<string, DateTime, string?> OnCall, Func<string, string?> Holder)
{
    private const string OnCallOf = AlertTo.OnCall + ":";

    /// <summary>Nobody is on call, and nobody here is in the ITSM.</summary>
    public static Whom Nobody { get; } = new((_, _) => null, _ => null);

    /// <summary>
    /// Whom a rule tells at an instant. Where nobody is on call or holds the ticket, its team is told; a ticket without
    /// a team is for the managers.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="ticket">The ticket; null = it is about none.</param>
    /// <param name="at">The instant, UTC.</param>
    public ImmutableArray<AlertNotify> Of(AlertRule rule, AlertTicket? ticket, DateTime at) =>
        rule.Notify.Any(notify => notify.To == AlertTo.Holder || IsOnCall(notify))
            ?
            [
                .. rule.Notify.Select(notify =>
                    IsOnCall(notify) ? notify with { To = PersonOrTeam(notify.To[OnCallOf.Length..], OnCall, at) }
                    : notify.To == AlertTo.Holder ? notify with { To = HolderOf(ticket) }
                    : notify
                ),
            ]
            : rule.Notify;

    private static bool IsOnCall(AlertNotify notify) => notify.To.StartsWith(OnCallOf, StringComparison.Ordinal);

    private static string PersonOrTeam(string team, Func<string, DateTime, string?> onCall, DateTime at) =>
        onCall(team, at) is { } person ? $"{AlertTo.Person}:{person}" : $"{AlertTo.Team}:{team}";

    private string HolderOf(AlertTicket? ticket) =>
        ticket?.Assignee is { } assignee && Holder(assignee) is { } person ? $"{AlertTo.Person}:{person}"
        : ticket?.Team is { } team ? $"{AlertTo.Team}:{team}"
        : $"{AlertTo.Role}:manager";
}

using System.Globalization;
using Apollo.Model;

namespace Apollo.Grains.Reports;

/// <summary>What reports take tickets together by.</summary>
internal static class ReportGroups
{
    /// <summary>How a ticket's group is read; null = it has none.</summary>
    /// <param name="name">One of the steps of a flow but its ending.</param>
    public static Func<Ticket, string?> Of(string name) =>
        name switch
        {
            Dimension.Team => t => t.Team,
            Dimension.Location => t => t.Location,
            Dimension.Category => t => t.Category,
            Dimension.Priority => t => t.Priority?.ToString(CultureInfo.InvariantCulture),
            "kind" => t => KindWord(t.Kind),
            "channel" => t => t.Channel,
            "service" => t => t.Service,
            _ when Dimension.MayBeFurther(name) => t => t.Further?.Of(name),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Tickets have no such group."),
        };

    private static string? KindWord(TicketKind kind) =>
        kind switch
        {
            TicketKind.Incident => "incident",
            TicketKind.Request => "request",
            TicketKind.Problem => "problem",
            TicketKind.Change => "change",
            _ => null,
        };
}

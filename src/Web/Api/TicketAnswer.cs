using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>One ticket as the API shows it.</summary>
/// <param name="detail">What the silo says of it.</param>
/// <param name="interventions">The interventions that belong to it.</param>
internal sealed class TicketAnswer(TicketDetail detail, ImmutableArray<ScheduleEntry> interventions)
{
    /// <summary>Instant it is told at, UTC.</summary>
    public DateTime At => detail.At;

    /// <summary>The ticket, with the names of the data table's columns.</summary>
    public JsonNode? Ticket { get; } =
        JsonSerializer.SerializeToNode(detail.Ticket, CardJson.Options)!.AsArray()[0]!.DeepClone();

    /// <summary>Its service level clocks.</summary>
    public SlaClocks Sla => detail.Sla;

    /// <summary>Every further field the ITSM's mapping gives.</summary>
    public ImmutableArray<TicketField> Fields => detail.Fields;

    /// <summary>What happened to it, newest first.</summary>
    public ImmutableArray<TimelineEntry> Timeline => detail.Timeline;

    /// <summary>The interventions that belong to it.</summary>
    public ImmutableArray<ScheduleEntry> Interventions => interventions;

    /// <summary>Why fields and timeline could not be read; null where they could.</summary>
    public string? DetailError => detail.DetailError;
}

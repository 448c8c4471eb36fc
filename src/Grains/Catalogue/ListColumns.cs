using System.Collections.Immutable;
using Apollo.Grains.Kinds;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The columns that a KPI's list shows at first: what a row is, then what the number is about.</summary>
internal static class ListColumns
{
    private static readonly ImmutableArray<string> OfTickets =
    [
        "id",
        "priority",
        "title",
        "state",
        "assignee",
        "location",
    ];

    private static readonly ImmutableArray<string> OfInterventions =
    [
        "id",
        "title",
        "state",
        "location",
        "technician",
        "ticketId",
        "startsAt",
        "endsAt",
    ];

    /// <summary>Columns that a screen reckons from a time of the row.</summary>
    public static IReadOnlyList<string> Reckoned { get; } = ["age", "overdueBy", "responseOverdueBy"];

    public static ImmutableArray<string> Of<TRow>(
        ImmutableArray<string> about,
        MeasureDisplay measure,
        ImmutableArray<string> parts
    )
        where TRow : class, ISliceRow
    {
        var isTicket = RowKind.Of<TRow>().Slice == SliceName.Tickets;
        ImmutableArray<string> usual = isTicket && measure.Own is null ? ["openedAt", "age"] : [];
        IEnumerable<string> columns =
        [
            .. isTicket ? OfTickets : OfInterventions,
            .. parts.IsEmpty ? Array.Empty<string>() : ["part"],
            .. about.IsEmpty ? usual : about,
            .. measure.Own is null ? Array.Empty<string>() : [measure.Column!, "own"],
        ];
        return [.. columns.Distinct()];
    }
}

using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>What a measure says of how its number is shown.</summary>
/// <param name="Number">How it is written and drawn.</param>
/// <param name="Words">How it makes one number of its rows.</param>
internal sealed record MeasureDisplay(NumberKind Number, string Words)
{
    /// <summary>Whether the groups of a breakdown add up to the number.</summary>
    public bool IsSum { get; init; }

    /// <summary>What each row is by itself; null where rows are only counted.</summary>
    public OwnValue? Own { get; init; }

    /// <summary>The column that a row's own value comes from; where there is one.</summary>
    public string? Column { get; init; }
}

/// <summary>A measure of the catalogue, with how its number is shown.</summary>
internal sealed record ShownMeasure<TRow>(Measure<TRow> Measure, MeasureDisplay Display)
    where TRow : class, ISliceRow;

/// <summary>A time that a ticket took, in ticks.</summary>
/// <param name="Title">Heading of its column in a list.</param>
/// <param name="Column">The column in which it ends.</param>
/// <param name="Words">From when to when.</param>
/// <param name="Ticks">The time.</param>
internal sealed record TicketTime(
    string Title,
    string Column,
    string Words,
    Func<Ticket, Clock.DeskCalendar, long> Ticks
);

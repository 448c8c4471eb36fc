using Apollo.Grains.Clock;
using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>Answers from when until when a row counts, by the row and the desk's calendar alone.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
public delegate Span Filter<in TRow>(TRow row, DeskCalendar calendar)
    where TRow : class, ISliceRow;

/// <summary>How filters combine.</summary>
public static class Filters
{
    /// <summary>Counts while all of them say so: the intersection of their spans.</summary>
    public static Filter<TRow> All<TRow>(params Filter<TRow>[] filters)
        where TRow : class, ISliceRow =>
        (row, calendar) =>
        {
            var span = Span.Always;
            foreach (var filter in filters)
            {
                span = span.And(filter(row, calendar));
                if (span.IsEmpty)
                    return Span.Never;
            }
            return span;
        };
}

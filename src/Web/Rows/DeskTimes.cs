using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Apollo.Web.Rows;

/// <summary>Times as the desk's clocks show them, for files that people read.</summary>
internal static class DeskTimes
{
    /// <summary>The rows with their times in a zone, of no kind.</summary>
    /// <param name="pages">Rows whose times are UTC.</param>
    /// <param name="zone">IANA zone.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> In(
        this IAsyncEnumerable<ImmutableArray<ImmutableArray<object?>>> pages,
        string zone,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var clock = DateTimeZoneProviders.Tzdb[zone];
        await foreach (var page in pages.WithCancellation(cancellation))
            yield return
            [
                .. page.Select(row =>
                    row.Any(cell => cell is DateTime)
                        ? [.. row.Select(cell => cell is DateTime time ? Local(time, clock) : cell)]
                        : row
                ),
            ];
    }

    /// <summary>Headings that name the zone of the columns that hold times.</summary>
    public static IEnumerable<string> Headings(
        IReadOnlyList<string> columns,
        ImmutableArray<ImmutableArray<object?>> rows,
        string zone
    ) => columns.Select((column, at) => rows.Any(row => row[at] is DateTime) ? $"{column} ({zone})" : column);

    private static DateTime Local(DateTime utc, DateTimeZone clock) =>
        Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).InZone(clock).ToDateTimeUnspecified();
}

namespace Apollo.Model;

/// <summary>Whole days of a desk that a report is about.</summary>
/// <param name="From">First day, <c>yyyy-MM-dd</c> in the desk's zone.</param>
/// <param name="To">Last day, itself included.</param>
/// <param name="Start">First instant of the first day, Unix ms.</param>
/// <param name="End">First instant after the last day, Unix ms.</param>
/// <param name="AsOf">The instant as of which it is told how tickets stand, Unix ms: the end, or when the ITSM was read
/// where that was before.</param>
[GenerateSerializer, Immutable, Alias("apollo.ReportPeriod")]
public sealed record ReportPeriod(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] long Start,
    [property: Id(3)] long End,
    [property: Id(4)] long AsOf
);

/// <summary>What a report is asked about.</summary>
/// <param name="From">First day, <c>yyyy-MM-dd</c> in the desk's zone.</param>
/// <param name="To">Last day, itself included: at most 3,660 days (ten years), the first not ahead.</param>
/// <param name="Filter">A filter in the grammar of data tables; null = every ticket.</param>
/// <param name="EveryColumn">The filter may name every column; else none that tells one ticket or one person from the
/// others, for who may not see every row.</param>
/// <param name="Me">Who <c>me</c> is in the filter, as the ITSM names them; null = nobody.</param>
/// <param name="ReadAfter">A result that was read before does not do, Unix ms; null = one of the last 10 min does.
/// </param>
[GenerateSerializer, Immutable, Alias("apollo.ReportQuery")]
public sealed record ReportQuery(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] string? Filter = null,
    [property: Id(3)] bool EveryColumn = true,
    [property: Id(4)] string? Me = null,
    [property: Id(5)] long? ReadAfter = null
)
{
    /// <summary>Most days of a period.</summary>
    public const int MostDays = 3_660;
}

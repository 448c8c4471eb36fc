using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>What was archived.</summary>
public enum ReportKind
{
    /// <summary>Apollo's service report.</summary>
    Service,

    /// <summary>A notebook's page, made elsewhere.</summary>
    Notebook,
}

/// <summary>A report that was made, and is kept as it was.</summary>
/// <param name="Id">Its id; later ones come after earlier ones.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Schedule">Id of the schedule that it was made by; null = somebody had it made.</param>
/// <param name="Every">Length of its period; null = of a notebook.</param>
/// <param name="From">First day of its period, <c>yyyy-MM-dd</c>.</param>
/// <param name="To">Last day, itself included.</param>
/// <param name="MadeAt">When it was made, Unix ms.</param>
/// <param name="DueAt">When it was to be made, Unix ms; null = nobody planned it.</param>
/// <param name="Late">Whether it was made more than <see cref="LateAfterMinutes"/> min after that.</param>
/// <param name="Took">How long the making took, ms.</param>
/// <param name="Sent">To how many it went, by channel.</param>
[GenerateSerializer, Immutable, Alias("apollo.ArchivedReport")]
public sealed record ArchivedReport(
    [property: Id(0)] string Id,
    [property: Id(1)] ReportKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Schedule,
    [property: Id(4)] ReportEvery? Every,
    [property: Id(5)] string From,
    [property: Id(6)] string To,
    [property: Id(7)] long MadeAt,
    [property: Id(8)] long? DueAt,
    [property: Id(9)] bool Late,
    [property: Id(10)] long Took,
    [property: Id(11)] ImmutableArray<ReportSent> Sent
)
{
    /// <summary>What is made later after its time, in minutes, is marked.</summary>
    public const int LateAfterMinutes = 10;
}

/// <summary>To how many a report went.</summary>
/// <param name="Channel">email or webhook.</param>
/// <param name="Sent">Taken by the other side.</param>
/// <param name="Waiting">On the way, or tried again.</param>
/// <param name="Failed">Given up.</param>
[GenerateSerializer, Immutable, Alias("apollo.ReportSent")]
public sealed record ReportSent(
    [property: Id(0)] string Channel,
    [property: Id(1)] int Sent,
    [property: Id(2)] int Waiting,
    [property: Id(3)] int Failed
);

/// <summary>What of an archived report is shown or downloaded.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of its file, without ending.</param>
/// <param name="Text">The page, or the CSV.</param>
[GenerateSerializer, Immutable, Alias("apollo.ReportFile")]
public sealed record ReportFile(
    [property: Id(0)] ReportKind Kind,
    [property: Id(1)] string Name,
    [property: Id(2)] string Text
);

/// <summary>A report made again for the same period, beside the one that was archived.</summary>
/// <param name="At">When, Unix ms.</param>
/// <param name="Differs">The figures that are others now; none = it is the same.</param>
[GenerateSerializer, Immutable, Alias("apollo.ReportCheck")]
public sealed record ReportCheck([property: Id(0)] long At, [property: Id(1)] ImmutableArray<ReportDifference> Differs);

/// <summary>A figure that is another now.</summary>
/// <param name="Figure">Which, as the CSV names it: <c>team / Network / opened</c>.</param>
/// <param name="Was">In the archived report; null = it was not there.</param>
/// <param name="Is">Now; null = it is gone.</param>
[GenerateSerializer, Immutable, Alias("apollo.ReportDifference")]
public sealed record ReportDifference(
    [property: Id(0)] string Figure,
    [property: Id(1)] string? Was,
    [property: Id(2)] string? Is
);

namespace Apollo.Grains.Store;

/// <summary>How far a desk's history reaches; all times are Unix ms.</summary>
internal sealed record HistoryHead
{
    /// <summary>Since when something is remembered.</summary>
    public long Began { get; init; }

    /// <summary>Until when all that happened is known, to the second.</summary>
    public long KnownUntil { get; init; }

    /// <summary>Begin of the first of the desk's days that is not kept as steps yet.</summary>
    public long FoldedUntil { get; init; }

    /// <summary>Until when it was computed afterwards; null = none of it.</summary>
    public long? ComputedUntil { get; init; }
}

/// <summary>A series of a desk: a KPI, or one of its groups.</summary>
internal sealed record StoredSeries
{
    /// <summary>From 1 on; 0 stands for all series.</summary>
    public int Number { get; init; }

    /// <summary>KPI id.</summary>
    public string Kpi { get; init; } = "";

    /// <summary>A breakdown; <see cref="Whole"/> for the whole desk.</summary>
    public string Dimension { get; init; } = Whole;

    /// <summary>One of its groups; empty for the whole desk.</summary>
    public string Name { get; init; } = "";

    /// <summary>How fast it grows by itself, per second.</summary>
    public int Rate { get; init; }

    /// <summary>Stands where others have a breakdown.</summary>
    public const string Whole = "desk";
}

/// <summary>The changes of one second.</summary>
internal sealed record StoredSecond
{
    /// <summary>Begin of the second, Unix ms.</summary>
    public long At { get; init; }

    /// <summary>Its bytes.</summary>
    public byte[] Data { get; init; } = [];
}

/// <summary>Steps of a series, or a quarter of all series by change.</summary>
internal sealed record StoredChunk
{
    /// <summary>Seconds of a step; 0 = by change.</summary>
    public int Span { get; init; }

    /// <summary>The series; 0 = all.</summary>
    public int Series { get; init; }

    /// <summary>Begin of the time it is for, Unix ms.</summary>
    public long Begins { get; init; }

    /// <summary>Its bytes.</summary>
    public byte[] Data { get; init; } = [];
}

/// <summary>A span of which nothing is known.</summary>
internal sealed record StoredGap
{
    /// <summary>Begin, Unix ms.</summary>
    public long Begins { get; init; }

    /// <summary>End, Unix ms.</summary>
    public long Ends { get; init; }
}

/// <summary>Limits of a KPI from an instant on.</summary>
internal sealed record StoredLimits
{
    /// <summary>KPI id.</summary>
    public string Kpi { get; init; } = "";

    /// <summary>From when on, Unix ms.</summary>
    public long Since { get; init; }

    /// <summary>From here it warns; null = none.</summary>
    public double? Warning { get; init; }

    /// <summary>From here it is critical; null = none.</summary>
    public double? Critical { get; init; }
}

/// <summary>What became known since the last writing.</summary>
/// <param name="KnownBefore">Until when it was known as it was read; null = nothing was remembered.</param>
/// <param name="Began">Since when it is known, where nothing was remembered.</param>
/// <param name="KnownUntil">Until when it is known now.</param>
/// <param name="FoldedUntil">Begin of the first of the desk's days, where nothing was remembered.</param>
/// <param name="Series">Series that are new.</param>
/// <param name="Seconds">Seconds in which something changed.</param>
/// <param name="Gaps">Spans of which nothing is known.</param>
internal sealed record HistoryAddition(
    long? KnownBefore,
    long Began,
    long KnownUntil,
    long FoldedUntil,
    IReadOnlyList<StoredSeries> Series,
    IReadOnlyList<StoredSecond> Seconds,
    IReadOnlyList<StoredGap> Gaps
);

/// <summary>How long each level of history is kept; days stay for ever.</summary>
/// <param name="Raw">By change, the desk and its groups: 2 days to 31 days.</param>
/// <param name="Minutes">Minutes of the desk: as long as by change, to 400 days.</param>
/// <param name="Quarters">Quarters of an hour: 28 days to 10 years.</param>
public sealed record HistoryRetention(TimeSpan Raw, TimeSpan Minutes, TimeSpan Quarters)
{
    /// <summary>Where nothing is configured.</summary>
    public static HistoryRetention Default { get; } =
        new(TimeSpan.FromHours(48), TimeSpan.FromDays(14), TimeSpan.FromDays(400));
}

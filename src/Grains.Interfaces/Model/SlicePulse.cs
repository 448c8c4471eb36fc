using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Whether a slice is being read.</summary>
public enum SliceState
{
    /// <summary>The first full read is not complete.</summary>
    Loading,

    /// <summary>The last poll was good.</summary>
    Live,

    /// <summary>The last poll failed; it is tried again.</summary>
    Failing,
}

/// <summary>A row of the ITSM that Apollo cannot use, or used without an impossible value, for the operator.</summary>
/// <param name="Id">The row's id as the ITSM gives it, cut to 100 characters; "(no id)" where it has none.</param>
/// <param name="Reason">What is wrong and how to mend it, without the row's private texts.</param>
/// <param name="LeftOut">True: the row does not count at all. False: only the named value became unknown.</param>
/// <param name="SeenAt">When it was read, UTC.</param>
[GenerateSerializer, Immutable, Alias("apollo.BadRow")]
public sealed record BadRow(
    [property: Id(0)] string Id,
    [property: Id(1)] string Reason,
    [property: Id(2)] bool LeftOut,
    [property: Id(3)] DateTime SeenAt
);

/// <summary>What a slice says of itself after each poll, good or failed.</summary>
[GenerateSerializer, Immutable, Alias("apollo.SlicePulse")]
public sealed record SlicePulse : IChanges
{
    /// <summary><c>tickets</c> or <c>interventions</c>.</summary>
    [Id(0)]
    public required string Slice { get; init; }

    /// <summary>Whether it is being read.</summary>
    [Id(1)]
    public required SliceState State { get; init; }

    /// <summary>Current version.</summary>
    [Id(2)]
    public required Position Version { get; init; }

    /// <summary>Where the reader of pulses stands when it has this one.</summary>
    [Id(3)]
    public Position Position { get; init; }

    /// <summary>When the last good poll was read, UTC; null before the first.</summary>
    [Id(4)]
    public DateTime? ReadAt { get; init; }

    /// <summary>Rows held.</summary>
    [Id(5)]
    public int Held { get; init; }

    /// <summary>Rows read so far while loading.</summary>
    [Id(6)]
    public int Loaded { get; init; }

    /// <summary>Rows that the full read has to read; null where that is not known beforehand.</summary>
    [Id(18)]
    public int? ToLoad { get; init; }

    /// <summary>One clear line about what fails, without secrets; null while all is well.</summary>
    [Id(7)]
    public string? Error { get; init; }

    /// <summary>Since when it fails, UTC.</summary>
    [Id(8)]
    public DateTime? FailingSince { get; init; }

    /// <summary>When the next poll starts, UTC.</summary>
    [Id(9)]
    public DateTime? NextPollAt { get; init; }

    /// <summary>The ITSM's clock less the silo's, measured at the last good poll.</summary>
    [Id(10)]
    public TimeSpan ClockOffset { get; init; }

    /// <summary>How long the last poll took.</summary>
    [Id(11)]
    public TimeSpan PollTook { get; init; }

    /// <summary>Interval in force; longer than configured where polls are slow.</summary>
    [Id(12)]
    public TimeSpan PollInterval { get; init; }

    /// <summary>Rows left out or mended in what is held now.</summary>
    [Id(13)]
    public int BadRows { get; init; }

    /// <summary>End of the last complete sweep, UTC.</summary>
    [Id(14)]
    public DateTime? SweptAt { get; init; }

    /// <summary>Rows that are left out: they count nowhere.</summary>
    [Id(15)]
    public int LeftOut { get; init; }

    /// <summary>What is wrong though the reading goes on: each a sentence with number, reason and mend, without ids of
    /// rows.</summary>
    [Id(16)]
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>
    /// Since when good polls have followed each other without a break, UTC: none of more than 10 s, or of three polls
    /// where they are further apart.
    /// </summary>
    [Id(17)]
    public DateTime? ReadSince { get; init; }

    /// <summary>How long a pause between two good polls may be: a longer one is a break.</summary>
    /// <param name="poll">The interval of polls.</param>
    public static TimeSpan LongestPause(TimeSpan poll) => 3 * poll > ShortestBreak ? 3 * poll : ShortestBreak;

    private static readonly TimeSpan ShortestBreak = TimeSpan.FromSeconds(10);

    /// <summary>The same after one more good poll.</summary>
    /// <param name="at">When it was read, UTC.</param>
    public SlicePulse Read(DateTime at) =>
        this with
        {
            ReadAt = at,
            ReadSince = at - ReadAt <= LongestPause(PollInterval) ? ReadSince : at,
        };
}

using Apollo.Model;

namespace Apollo.Web.Api;

/// <summary>How the reading of an ITSM goes.</summary>
/// <param name="Slices">What each slice says of itself.</param>
/// <param name="BadRows">Rows left out or mended, by slice, newest first; under <c>details</c> tickets that were opened
/// and of which a further field or an entry of the timeline cannot be shown, with the column.</param>
/// <param name="Backfill">How far the history of before the desk was watched is computed.</param>
/// <param name="History">How the writing of history goes.</param>
internal sealed record DeskHealth(
    IReadOnlyList<SliceHealth> Slices,
    IReadOnlyDictionary<string, IReadOnlyList<BadRow>> BadRows,
    BackfillProgress Backfill,
    HistoryHealth History
);

/// <summary>How the reading of one slice goes.</summary>
/// <param name="Slice">tickets or interventions.</param>
/// <param name="State">loading, live or failing.</param>
/// <param name="Version">Version of the rows.</param>
/// <param name="ReadAt">Last good poll.</param>
/// <param name="Held">Rows held.</param>
/// <param name="Loaded">Rows read so far, while loading.</param>
/// <param name="ToLoad">Rows to be read while loading; null where that is not known.</param>
/// <param name="BadRows">How many rows are left out or mended.</param>
/// <param name="LeftOut">How many of them are left out.</param>
/// <param name="Warnings">What is wrong though the reading goes on, each a sentence.</param>
/// <param name="Error">One line, without secrets.</param>
/// <param name="FailingSince">Since when it fails.</param>
/// <param name="NextPollAt">When it is tried next.</param>
/// <param name="SweptAt">End of the last complete sweep.</param>
/// <param name="ClockOffset">The ITSM's clock less the silo's, seconds.</param>
/// <param name="PollTook">How long the last poll took, seconds.</param>
/// <param name="PollInterval">Interval in force, seconds.</param>
internal sealed record SliceHealth(
    string Slice,
    SliceState State,
    string Version,
    DateTime? ReadAt,
    int Held,
    int Loaded,
    int? ToLoad,
    int BadRows,
    int LeftOut,
    IReadOnlyList<string> Warnings,
    string? Error,
    DateTime? FailingSince,
    DateTime? NextPollAt,
    DateTime? SweptAt,
    double ClockOffset,
    double PollTook,
    double PollInterval
)
{
    /// <summary>
    /// What a slice says of itself, as the API shows it: durations in seconds, the version as one text.
    /// </summary>
    public static SliceHealth Of(SlicePulse pulse) =>
        new(
            pulse.Slice,
            pulse.State,
            pulse.Version.ToString(),
            pulse.ReadAt,
            pulse.Held,
            pulse.Loaded,
            pulse.ToLoad,
            pulse.BadRows,
            pulse.LeftOut,
            pulse.Warnings,
            pulse.Error,
            pulse.FailingSince,
            pulse.NextPollAt,
            pulse.SweptAt,
            pulse.ClockOffset.TotalSeconds,
            pulse.PollTook.TotalSeconds,
            pulse.PollInterval.TotalSeconds
        );
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Apollo.Model;

namespace Apollo.Web.Messages;

/// <summary>What the server says to a screen.</summary>
public interface IDeskClient
{
    /// <summary>Results: all of them (full), or what changed since this connection's last.</summary>
    Task Board(BoardMessage board);

    /// <summary>A sign of life every 5 s, with the age of the data.</summary>
    Task Pulse(PulseMessage pulse);

    /// <summary>What changed among the rows behind a number.</summary>
    Task Rows(RowsMessage rows);

    /// <summary>The intervention schedule: all of it (full), or what changed.</summary>
    Task Calendar(CalendarMessage calendar);

    /// <summary>The interventions of today, for everybody who passes by: all of them, whenever one changed.</summary>
    Task Interventions(InterventionsMessage interventions);

    /// <summary>The looks of the desk's locations: all of them, whenever one changed.</summary>
    Task Looks(LooksMessage looks);

    /// <summary>The latest notes on the desk's time line: all of them, whenever one changed.</summary>
    Task Notes(NotesMessage notes);

    /// <summary>The alerts that stand and are the caller's to see: all of them (full), or what changed.</summary>
    Task Alerts(AlertsMessage alerts);

    /// <summary>The wall displays that a manager sees: all of them (full), or what changed.</summary>
    Task Displays(DisplaysMessage displays);

    /// <summary>A wall display is told to do something.</summary>
    Task Display(DisplayMessage display);
}

/// <summary>Results of one desk.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Full">True: replaces all that is held.</param>
/// <param name="At">Instant of the cut, UTC.</param>
/// <param name="Loading">Slices whose first full read is not complete.</param>
/// <param name="Kpis">Results; groups only for the tables watched.</param>
/// <param name="Gone">Groups that ended: KPI → dimension → names.</param>
public sealed record BoardMessage(
    string Desk,
    bool Full,
    DateTime At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Loading,
    IReadOnlyList<KpiResult> Kpis,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? Gone
);

/// <summary>A sign of life.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="At">When it was sent, UTC.</param>
/// <param name="ReadAt">Last good poll of the slice read longest ago, UTC; null before the first.</param>
/// <param name="Slices">How the reading of the ITSM goes.</param>
/// <param name="HistoryFailingSince">Since when history cannot be written, UTC; null = it can.</param>
/// <param name="Limits">Another one where the desk's limits are others: then the catalogue is to be read anew.</param>
public sealed record PulseMessage(
    string Desk,
    DateTime At,
    DateTime? ReadAt,
    IReadOnlyList<PulseSlice> Slices,
    DateTime? HistoryFailingSince,
    string Limits
);

/// <summary>How the reading of one slice goes.</summary>
/// <param name="Slice">tickets or interventions.</param>
/// <param name="State">loading, live or failing.</param>
/// <param name="ReadAt">Last good poll.</param>
/// <param name="Loaded">Rows read so far, while loading.</param>
/// <param name="ToLoad">Rows to be read while loading; null where that is not known.</param>
/// <param name="Error">One line, without secrets.</param>
/// <param name="FailingSince">Since when it fails.</param>
/// <param name="NextPollAt">When it is tried next.</param>
/// <param name="ClockOffset">The ITSM's clock less the silo's, seconds.</param>
/// <param name="LeftOut">Rows that are left out: they count nowhere.</param>
/// <param name="Warnings">What is wrong though the reading goes on, each a sentence.</param>
public sealed record PulseSlice(
    string Slice,
    SliceState State,
    DateTime? ReadAt,
    int Loaded,
    int? ToLoad,
    string? Error,
    DateTime? FailingSince,
    DateTime? NextPollAt,
    double ClockOffset,
    int LeftOut,
    IReadOnlyList<string> Warnings
);

/// <summary>What changed among the rows behind a number.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Kpi">KPI id, or <c>all-tickets</c>.</param>
/// <param name="SliceVersion">Version of the rows.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="Value">The number at that instant.</param>
/// <param name="Counted">Rows behind it.</param>
/// <param name="Entered">Rows that count now and did not before.</param>
/// <param name="Left">Rows that count no longer.</param>
/// <param name="Changed">Rows that look different.</param>
/// <param name="Reset">True: the rows are to be read anew.</param>
public sealed record RowsMessage(
    string Desk,
    string Kpi,
    string SliceVersion,
    DateTime At,
    double? Value,
    int Counted,
    TableRows Entered,
    ImmutableArray<RowMoved> Left,
    TableRows Changed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Reset
);

/// <summary>The intervention schedule, or what changed of it.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Full">True: replaces all that is held; interventions that ended within the last 60 days, or are
/// ahead.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="Changed">Interventions that are new or look different.</param>
/// <param name="Removed">Ids of those that are gone.</param>
public sealed record CalendarMessage(
    string Desk,
    bool Full,
    DateTime At,
    ImmutableArray<ScheduleEntry> Changed,
    ImmutableArray<string> Removed
);

/// <summary>The interventions of the desk's day.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="At">Instant, UTC.</param>
/// <param name="Interventions">All that touch the day, by start.</param>
public sealed record InterventionsMessage(string Desk, DateTime At, ImmutableArray<VisitShown> Interventions);

/// <summary>An intervention as everybody may see it: no person, title, address or ticket.</summary>
/// <param name="Id">Id in the ITSM.</param>
/// <param name="State">Current state.</param>
/// <param name="Location">Location (site).</param>
/// <param name="Team">Team that goes.</param>
/// <param name="StartsAt">Planned start, UTC.</param>
/// <param name="EndsAt">Planned end, UTC.</param>
/// <param name="DoneAt">When it was done, UTC.</param>
public sealed record VisitShown(
    string Id,
    InterventionState State,
    string? Location,
    string? Team,
    DateTime? StartsAt,
    DateTime? EndsAt,
    DateTime? DoneAt
)
{
    /// <summary>What of an intervention everybody may see.</summary>
    public static VisitShown Of(ScheduleEntry entry) =>
        new(entry.Id, entry.State, entry.Location, entry.Team, entry.StartsAt, entry.EndsAt, entry.DoneAt);
}

/// <summary>How the desk's locations look.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Looks">All locations with their place and code, by place.</param>
public sealed record LooksMessage(string Desk, ImmutableArray<LocationLook> Looks);

/// <summary>The notes on a desk's time line.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Notes">The latest 1,000 by when they happened, oldest first.</param>
public sealed record NotesMessage(string Desk, ImmutableArray<Note> Notes);

/// <summary>Alerts, or what changed of them.</summary>
/// <param name="Desk">Desk id.</param>
/// <param name="Full">True: replaces all that is held.</param>
/// <param name="Changed">Alerts that are new or different, pending ones too; a resolved one stands no more.</param>
/// <param name="Removed">Ids of those that never fired and are no more.</param>
public sealed record AlertsMessage(
    string Desk,
    bool Full,
    ImmutableArray<Alert> Changed,
    ImmutableArray<string> Removed
);

/// <summary>Wall displays, or what changed of them.</summary>
/// <param name="Desk">Desk id: those that show this desk alone; for an admin, all.</param>
/// <param name="Full">True: replaces all that is held of this desk.</param>
/// <param name="Changed">Displays that are new or different.</param>
/// <param name="Removed">Ids of those that are gone.</param>
public sealed record DisplaysMessage(
    string Desk,
    bool Full,
    ImmutableArray<WallDisplay> Changed,
    ImmutableArray<string> Removed
);

/// <summary>What a wall display is told to do.</summary>
/// <param name="Display">Its id.</param>
/// <param name="Action">What.</param>
public sealed record DisplayMessage(string Display, DisplayAction Action);

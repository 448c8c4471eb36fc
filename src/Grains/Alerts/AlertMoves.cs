using Apollo.Model;

namespace Apollo.Grains.Alerts;

/// <summary>What happened to an alert.</summary>
internal enum AlertChange
{
    /// <summary>The number went beyond a limit: it waits whether it stays there.</summary>
    Pending,

    /// <summary>It came back before its time was over: there never was an alert.</summary>
    Passed,

    /// <summary>It fires.</summary>
    Fired,

    /// <summary>It fires with another severity.</summary>
    Changed,

    /// <summary>All limits are off.</summary>
    Resolved,

    /// <summary>Its rule was changed, switched off or removed.</summary>
    RuleChanged,

    /// <summary>Somebody takes care of it, or does no longer.</summary>
    Acknowledged,
}

/// <summary>An alert was changed.</summary>
/// <param name="Change">How.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Alert">As it is from then on.</param>
internal sealed record AlertMove(AlertChange Change, DateTime At, OpenAlert Alert);

/// <summary>Somebody is to be told.</summary>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Alert">Id of the alert.</param>
/// <param name="Severity">As it is then; none = it is over.</param>
/// <param name="From">Those are told whose <see cref="AlertNotify.After"/> is so many seconds or more.</param>
/// <param name="To">And so many seconds or less.</param>
internal sealed record Telling(
    TellReason Reason,
    DateTime At,
    string Alert,
    KpiStatus Severity,
    int From = 0,
    int To = 0
)
{
    /// <summary>Whether somebody is told.</summary>
    /// <param name="notify">Whom a rule tells.</param>
    public bool Tells(AlertNotify notify) => notify.After >= From && notify.After <= To;
}

/// <summary>What came of a step, in order.</summary>
/// <param name="Moves">What happened to alerts.</param>
/// <param name="Tellings">Who is to be told what.</param>
internal sealed record Outcome(IReadOnlyList<AlertMove> Moves, IReadOnlyList<Telling> Tellings)
{
    /// <summary>Nothing.</summary>
    public static Outcome Nothing { get; } = new([], []);
}

using System.Collections.Immutable;
using Apollo.Model;
using Apollo.Web.Alerts;
using Apollo.Web.Displays;
using Apollo.Web.Me;

namespace Apollo.Web.Setup;

/// <summary>How a desk is set up, as one document.</summary>
/// <param name="Version">1.</param>
/// <param name="Desk">The desk it was written of.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Rules">The rules that are kept.</param>
/// <param name="Limits">The limits that were set in the browser.</param>
/// <param name="Boards">The caller's own boards of the desk.</param>
/// <param name="Displays">The wall displays of the desk alone, as they are set up.</param>
internal sealed record SetupAnswer(
    int Version,
    string Desk,
    DateTime At,
    ImmutableArray<AlertRule> Rules,
    ImmutableArray<SetupLimits> Limits,
    ImmutableArray<SetupBoard> Boards,
    ImmutableArray<DisplaySettings> Displays
);

/// <summary>Limits that were set in the browser.</summary>
/// <param name="Kpi">KPI id.</param>
/// <param name="Group">As <c>team:Network</c>; null = of the whole desk.</param>
/// <param name="Warning">In the KPI's unit; null = none.</param>
/// <param name="Critical">In the KPI's unit; null = none.</param>
internal sealed record SetupLimits(string? Kpi, string? Group, double? Warning, double? Critical);

/// <summary>An own board.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Document">What it shows.</param>
internal sealed record SetupBoard(string? Name, DashboardDocument? Document);

/// <summary>How a desk shall be set up, as it is sent; parts may be left out.</summary>
internal sealed record SetupDocument(
    int? Version,
    string? Desk,
    DateTimeOffset? At,
    IReadOnlyList<RuleDocument?>? Rules,
    IReadOnlyList<SetupLimits?>? Limits,
    IReadOnlyList<SetupBoard?>? Boards,
    IReadOnlyList<DisplayDocument?>? Displays
);

/// <summary>What became of a part.</summary>
internal enum SetupOutcome
{
    /// <summary>It was not there.</summary>
    Added,

    /// <summary>It was another one.</summary>
    Changed,

    /// <summary>It was the same already.</summary>
    Unchanged,

    /// <summary>It cannot be here: the reason says why.</summary>
    Refused,
}

/// <summary>What became of one of the parts.</summary>
/// <param name="Part"><c>rule</c>, <c>limits</c>, <c>board</c> or <c>display</c>.</param>
/// <param name="Name">Which.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it is refused, or what is to be looked at; null = nothing.</param>
internal sealed record SetupChange(string Part, string Name, SetupOutcome Outcome, string? Reason = null);

/// <summary>What taking a document in did.</summary>
/// <param name="Dry">Nothing was kept: so it would be.</param>
/// <param name="Changes">In the order of the document.</param>
internal sealed record SetupReport(bool Dry, IReadOnlyList<SetupChange> Changes);

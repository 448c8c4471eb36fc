using CsvHelper.Configuration.Attributes;

namespace Apollo.Simulator.Replay;

/// <summary>
/// The columns of the log that are used. The last columns of the file (who resolved, when resolved, when closed) hold an incident's final values on every row and are
/// left alone: a faithful replay must not know them before their time.
/// </summary>
internal sealed class IncidentRow
{
    [Name("number")] public required string Number { get; init; }
    [Name("ident_state")] public required string State { get; init; }
    [Name("reassignment_count")] public required string Reassignments { get; init; }
    [Name("reopen_count")] public required string Reopens { get; init; }
    [Name("sys_mod_count")] public required string Modifications { get; init; }
    [Name("caller_id")] public required string Caller { get; init; }
    [Name("opened_at")] public required string OpenedAt { get; init; }
    [Name("sys_updated_at")] public required string UpdatedAt { get; init; }
    [Name("contact_type")] public required string ContactType { get; init; }
    [Name("location")] public required string Location { get; init; }
    [Name("category"), NameIndex(0)] public required string Category { get; init; }
    [Name("category"), NameIndex(1)] public required string Subcategory { get; init; }
    [Name("priority")] public required string Priority { get; init; }
    [Name("assignment_group")] public required string Group { get; init; }
    [Name("assigned_to")] public required string Assignee { get; init; }
}

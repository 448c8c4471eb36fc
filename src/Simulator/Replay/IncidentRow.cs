using System.Globalization;
using CsvHelper.Configuration.Attributes;

namespace Apollo.Simulator.Replay;

/// <summary>
/// The columns of the log that are used. The last columns of the file (who resolved, when resolved, when closed) hold
/// an incident's final values on every row and are left alone: a faithful replay must not know them before their time.
/// </summary>
internal sealed class IncidentRow
{
    [Name("number")]
    public required string Number { get; init; }

    [Name("ident_state")]
    public required string State { get; init; }

    [Name("reassignment_count")]
    public required string Reassignments { get; init; }

    [Name("reopen_count")]
    public required string Reopens { get; init; }

    [Name("sys_mod_count")]
    public required string Modifications { get; init; }

    [Name("caller_id")]
    public required string Caller { get; init; }

    [Name("opened_at")]
    public required string OpenedAt { get; init; }

    [Name("sys_updated_at")]
    public required string UpdatedAt { get; init; }

    [Name("contact_type")]
    public required string ContactType { get; init; }

    [Name("location")]
    public required string Location { get; init; }

    [Name("category"), NameIndex(0)]
    public required string Category { get; init; }

    [Name("category"), NameIndex(1)]
    public required string Subcategory { get; init; }

    [Name("priority")]
    public required string Priority { get; init; }

    [Name("assignment_group")]
    public required string Group { get; init; }

    [Name("assigned_to")]
    public required string Assignee { get; init; }

    /// <summary>Where it stands in the file; 1 is the header.</summary>
    [Ignore]
    public int Line { get; set; }

    /// <summary>A number that must be there; priorities may be written "3 - Moderate".</summary>
    public int Whole(string column, string text) =>
        int.TryParse(text.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(column, text, "a whole number such as 3");

    /// <summary>A number; null = the log does not know it.</summary>
    public int? WholeOrUnknown(string column, string text) => text is "?" or "" ? null : Whole(column, text);

    /// <summary>A time of the log, taken as UTC.</summary>
    public DateTime Time(string column, string text) =>
        DateTime.TryParseExact(
            text,
            "d/M/yyyy H:mm",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw Wrong(column, text, "a time as d/M/yyyy H:mm, such as 29/2/2016 01:16");

    private InvalidDataException Wrong(string column, string text, string wanted) =>
        new(
            $"Row {Line} of the incident event log: {column} is "
                + $"'{(text.Length > 40 ? text[..40] + "…" : text)}'. Write {wanted}, or leave the row out."
        );
}

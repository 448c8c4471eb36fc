using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Apollo.Model;

/// <summary>A note on a desk's time line: what happened, so that a chart explains itself.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="At">When it happened, UTC, in whole milliseconds.</param>
/// <param name="Until">Until when, UTC; left out where it was an instant.</param>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="By">Who wrote it; empty where nobody signs in.</param>
/// <param name="Revision">When it was kept last, Unix ms; every change has a later one.</param>
[GenerateSerializer, Immutable, Alias("apollo.Note")]
public sealed record Note(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTime At,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? Until,
    [property: Id(3)] string Text,
    [property: Id(4)] string By,
    [property: Id(5)] long Revision
);

/// <summary>What a note shall say.</summary>
/// <param name="At">When it happened, UTC, in whole milliseconds.</param>
/// <param name="Until">Until when, UTC, after <paramref name="At"/>; null where it was an instant.</param>
/// <param name="Text">1 to <see cref="INotesGrain.LongestText"/> characters.</param>
[GenerateSerializer, Immutable, Alias("apollo.NoteDraft")]
public sealed record NoteDraft(
    [property: Id(0)] DateTime At,
    [property: Id(1)] DateTime? Until,
    [property: Id(2)] string Text
);

/// <summary>How keeping or removing a note ended.</summary>
public enum NoteOutcome
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>The desk has as many as it may have.</summary>
    TooMany,

    /// <summary>There is none of this id.</summary>
    Missing,

    /// <summary>It was changed since the caller read it.</summary>
    Changed,
}

/// <summary>Answer to keeping a note.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Note">What is kept; null where nothing is.</param>
[GenerateSerializer, Immutable, Alias("apollo.NoteSaved")]
public sealed record NoteSaved([property: Id(0)] NoteOutcome Outcome, [property: Id(1)] Note? Note = null);

/// <summary>The latest notes of a desk.</summary>
/// <param name="Position">Where they stand.</param>
/// <param name="Notes">At most <see cref="INotesGrain.Latest"/>, oldest first.</param>
[GenerateSerializer, Immutable, Alias("apollo.LatestNotes")]
public sealed record LatestNotes([property: Id(0)] Position Position, [property: Id(1)] ImmutableArray<Note> Notes);

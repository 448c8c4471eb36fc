using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Web.Tests.Support;

/// <summary>The notes of the scripted desk, kept in memory.</summary>
internal sealed class ScriptedNotes : INotesGrain
{
    private ImmutableArray<Note> notes = [];
    private long number;

    /// <summary>What every question fails with, while set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Whether the desk has as many as it may have.</summary>
    public bool IsFull { get; set; }

    public Task<ImmutableArray<Note>> NotesBetween(DateTime? from, DateTime? to, CancellationToken cancellation) =>
        Answer(() => notes.RemoveAll(note => note.At >= to || (note.Until ?? note.At) < from));

    public Task<LatestNotes?> LatestAfter(Position? known, CancellationToken cancellation) =>
        Answer(() => known?.Number == number ? null : new LatestNotes(new Position(7, number), notes));

    public Task<Note?> Find(string id, CancellationToken cancellation) =>
        Answer(() => notes.FirstOrDefault(note => note.Id == id));

    public Task Renew(CancellationToken cancellation) => Task.CompletedTask;

    public Task<NoteSaved> Add(NoteDraft draft, string by, CancellationToken cancellation) =>
        Answer(() =>
        {
            if (IsFull)
                return new NoteSaved(NoteOutcome.TooMany);
            var note = new Note($"n{++number}", draft.At, draft.Until, draft.Text, by, number);
            notes = notes.Add(note);
            return new NoteSaved(NoteOutcome.Done, note);
        });

    public Task<NoteSaved> Change(string id, NoteDraft draft, long? known, CancellationToken cancellation) =>
        Answer(() =>
        {
            if (Refusal(id, known) is { } refusal)
                return new NoteSaved(refusal);
            var held = notes.Single(note => note.Id == id);
            var note = held with { At = draft.At, Until = draft.Until, Text = draft.Text, Revision = ++number };
            notes = notes.Replace(held, note);
            return new NoteSaved(NoteOutcome.Done, note);
        });

    public Task<NoteOutcome> Remove(string id, long? known, CancellationToken cancellation) =>
        Answer(() =>
        {
            if (Refusal(id, known) is { } refusal)
                return refusal;
            number++;
            notes = notes.RemoveAll(note => note.Id == id);
            return NoteOutcome.Done;
        });

    private NoteOutcome? Refusal(string id, long? known) =>
        notes.FirstOrDefault(note => note.Id == id) is not { } held ? NoteOutcome.Missing
        : known is not null && known != held.Revision ? NoteOutcome.Changed
        : null;

    private Task<T> Answer<T>(Func<T> answer) =>
        Fault is { } fault ? Task.FromException<T>(fault) : Task.FromResult(answer());
}

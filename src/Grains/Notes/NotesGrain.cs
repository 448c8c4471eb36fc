using System.Collections.Immutable;
using Apollo.Grains.Clock;
using Apollo.Grains.Placement;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Notes;

/// <summary>
/// Keeps a desk's notes at hand, so that neither a chart nor an open page asks the store. One call after the other; a
/// row is written over only as it was read, so a second activation after a silo's end loses nothing either.
/// </summary>
[DeskPlacement]
internal sealed class NotesGrain(NoteStore store, [DeskClock] TimeProvider time) : Grain, INotesGrain
{
    private ImmutableArray<Note>? kept;
    private Position position = new((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10, 0);

    private string Desk => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<Note>> NotesBetween(
        DateTime? from,
        DateTime? to,
        CancellationToken cancellation
    ) =>
        [
            .. (await AllAsync(cancellation)).Where(note =>
                (to is null || note.At < to) && (from is null || (note.Until ?? note.At) >= from)
            ),
        ];

    public async Task<LatestNotes?> LatestAfter(Position? known, CancellationToken cancellation)
    {
        var all = await AllAsync(cancellation);
        return known == position ? null : new LatestNotes(position, [.. all.TakeLast(INotesGrain.Latest)]);
    }

    public async Task<Note?> Find(string id, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).FirstOrDefault(note => note.Id == id);

    public async Task Renew(CancellationToken cancellation)
    {
        if (kept is null)
            return;
        kept = null;
        Keep(await AllAsync(cancellation));
    }

    public async Task<NoteSaved> Add(NoteDraft draft, string by, CancellationToken cancellation)
    {
        var all = await AllAsync(cancellation);
        if (all.Length >= INotesGrain.Most)
            return new NoteSaved(NoteOutcome.TooMany);
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        var note = new Note(id, draft.At, draft.Until, draft.Text, by, Now());
        await AnewIfBrokenAsync(() => store.AddAsync(Desk, note, cancellation));
        Keep([.. all, note]);
        return new NoteSaved(NoteOutcome.Done, note);
    }

    public async Task<NoteSaved> Change(string id, NoteDraft draft, long? known, CancellationToken cancellation)
    {
        var all = await AllAsync(cancellation);
        if (all.FirstOrDefault(note => note.Id == id) is not { } held)
            return new NoteSaved(NoteOutcome.Missing);
        if (known is not null && known != held.Revision)
            return new NoteSaved(NoteOutcome.Changed);
        var note = held with
        {
            At = draft.At,
            Until = draft.Until,
            Text = draft.Text,
            Revision = Math.Max(Now(), held.Revision + 1),
        };
        var isWritten = false;
        await AnewIfBrokenAsync(async () =>
            isWritten = await store.ChangeAsync(Desk, note, held.Revision, cancellation)
        );
        if (!isWritten)
        {
            Forget();
            return new NoteSaved(NoteOutcome.Changed);
        }
        Keep(all.Replace(held, note));
        return new NoteSaved(NoteOutcome.Done, note);
    }

    public async Task<NoteOutcome> Remove(string id, long? known, CancellationToken cancellation)
    {
        var all = await AllAsync(cancellation);
        if (all.FirstOrDefault(note => note.Id == id) is not { } held)
            return NoteOutcome.Missing;
        if (known is not null && known != held.Revision)
            return NoteOutcome.Changed;
        var isGone = false;
        await AnewIfBrokenAsync(async () => isGone = await store.RemoveAsync(Desk, id, held.Revision, cancellation));
        if (!isGone)
        {
            Forget();
            return NoteOutcome.Changed;
        }
        Keep(all.Remove(held));
        return NoteOutcome.Done;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<ImmutableArray<Note>> AllAsync(CancellationToken cancellation) =>
        kept ??= await store.AllAsync(Desk, cancellation);

    /// <summary>Where a write broke off, nobody knows whether it is kept: the store is asked again.</summary>
    private async Task AnewIfBrokenAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            Forget();
            throw;
        }
    }

    private void Keep(IEnumerable<Note> notes)
    {
        kept = [.. notes.OrderBy(note => note.At).ThenBy(note => note.Id, StringComparer.Ordinal)];
        position = position with { Number = position.Number + 1 };
    }

    private void Forget()
    {
        kept = null;
        position = position with { Number = position.Number + 1 };
    }
}

using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo;

/// <summary>The notes on a desk's time line, key = desk id.</summary>
[Alias("apollo.INotesGrain")]
public interface INotesGrain : IGrainWithStringKey
{
    /// <summary>How many notes a desk may have.</summary>
    const int Most = 10_000;

    /// <summary>Characters of the longest text.</summary>
    const int LongestText = 200;

    /// <summary>How many notes screens are told: the latest by when they happened.</summary>
    const int Latest = 1_000;

    /// <summary>The notes that touch a span, by when they happened.</summary>
    /// <param name="from">Begin, UTC; null = from the first on.</param>
    /// <param name="to">End, UTC, itself left out; null = to the last.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("NotesBetween")]
    Task<ImmutableArray<Note>> NotesBetween(DateTime? from, DateTime? to, CancellationToken cancellation);

    /// <summary>The latest notes; null while nothing has changed.</summary>
    /// <param name="known">Where the caller stands; null = it knows nothing.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("LatestAfter")]
    Task<LatestNotes?> LatestAfter(Position? known, CancellationToken cancellation);

    /// <summary>One note; null where there is none of this id.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Find")]
    Task<Note?> Find(string id, CancellationToken cancellation);

    /// <summary>The notes were changed in the store: they are read anew, and told to whoever follows them.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Renew")]
    Task Renew(CancellationToken cancellation);

    /// <summary>Adds a note.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="by">Who writes it; empty where nobody signs in.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Add")]
    Task<NoteSaved> Add(NoteDraft draft, string by, CancellationToken cancellation);

    /// <summary>Puts something else into a note; who wrote it stays.</summary>
    /// <param name="id">Which.</param>
    /// <param name="draft">What it says from now on.</param>
    /// <param name="known">The revision the caller knows; null = it does not matter.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Change")]
    Task<NoteSaved> Change(string id, NoteDraft draft, long? known, CancellationToken cancellation);

    /// <summary>Removes a note.</summary>
    /// <param name="id">Which.</param>
    /// <param name="known">As in <see cref="Change"/>.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="StoreException">The store does not answer.</exception>
    [Alias("Remove")]
    Task<NoteOutcome> Remove(string id, long? known, CancellationToken cancellation);
}

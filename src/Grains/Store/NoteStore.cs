using System.Collections.Immutable;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>The notes on the desks' time lines in the store.</summary>
internal sealed class NoteStore(ApolloStore store)
{
    private const string All =
        "SELECT id, happened_at AS HappenedAt, ended_at AS EndedAt, says, written_by AS WrittenBy, revision "
        + "FROM apollo_notes WHERE desk = @desk ORDER BY happened_at, id";
    private const string Insert =
        "INSERT INTO apollo_notes (desk, id, happened_at, ended_at, says, written_by, revision) "
        + "VALUES (@desk, @id, @at, @until, @text, @by, @revision)";
    private const string Update =
        "UPDATE apollo_notes SET happened_at = @at, ended_at = @until, says = @text, revision = @revision "
        + "WHERE desk = @desk AND id = @id AND revision = @known";
    private const string Delete = "DELETE FROM apollo_notes WHERE desk = @desk AND id = @id AND revision = @known";

    /// <summary>A desk's notes, by when they happened.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<ImmutableArray<Note>> AllAsync(string desk, CancellationToken cancellation) =>
        store.ReadAsync(
            async session =>
                (await session.QueryAsync<Row>(All, new { desk })).Select(row => row.Note()).ToImmutableArray(),
            cancellation
        );

    /// <summary>Adds a note.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task AddAsync(string desk, Note note, CancellationToken cancellation) =>
        store.WriteAsync(session => session.ExecuteAsync(Insert, Columns(desk, note, 0)), cancellation);

    /// <summary>Writes over a note as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> ChangeAsync(string desk, Note note, long known, CancellationToken cancellation) =>
        store.WriteAsync(
            async session => await session.ExecuteAsync(Update, Columns(desk, note, known)) > 0,
            cancellation
        );

    /// <summary>Removes a note as it was read; false where it is gone, or another one by now.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task<bool> RemoveAsync(string desk, string id, long known, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
                await session.ExecuteAsync(
                    Delete,
                    new
                    {
                        desk,
                        id,
                        known,
                    }
                ) > 0,
            cancellation
        );

    private static object Columns(string desk, Note note, long known) =>
        new
        {
            desk,
            id = note.Id,
            at = Stamp(note.At),
            until = note.Until is { } until ? Stamp(until) : (long?)null,
            text = note.Text,
            by = note.By,
            revision = note.Revision,
            known,
        };

    private static long Stamp(DateTime instant) => new DateTimeOffset(instant).ToUnixTimeMilliseconds();

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long HappenedAt { get; init; }
        public long? EndedAt { get; init; }
        public string Says { get; init; } = "";
        public string WrittenBy { get; init; } = "";
        public long Revision { get; init; }

        public Note Note() =>
            new(Id, Instant(HappenedAt), EndedAt is { } end ? Instant(end) : null, Says, WrittenBy, Revision);

        private static DateTime Instant(long stamp) => DateTimeOffset.FromUnixTimeMilliseconds(stamp).UtcDateTime;
    }
}

using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Takes a person out of the store: what is theirs goes, and what others keep names them no more.</summary>
internal sealed class ErasureStore(ApolloStore store)
{
    private const string Invitations = "DELETE FROM apollo_invitations WHERE person = @id OR email = @email";
    private const string Tries = "DELETE FROM apollo_failed_tries WHERE name = @key";
    private const string NotesBy = "UPDATE apollo_notes SET written_by = @erased WHERE written_by = @name";
    private const string TokensBy = "UPDATE apollo_tokens SET made_by = @erased WHERE made_by = @name";
    private const string InvitationsBy = "UPDATE apollo_invitations SET made_by = @erased WHERE made_by = @name";
    private const string AuditBy =
        "UPDATE apollo_audit SET who = @erased, person = NULL, address = NULL "
        + "WHERE person = @id OR (person IS NULL AND who = @name)";
    private const string Notes = "SELECT desk, id, says FROM apollo_notes WHERE says LIKE @like ESCAPE '!'";
    private const string NoteSays = "UPDATE apollo_notes SET says = @Says WHERE desk = @Desk AND id = @Id";
    private const string Tokens = "SELECT id, name FROM apollo_tokens WHERE name LIKE @like ESCAPE '!'";
    private const string TokenName = "UPDATE apollo_tokens SET name = @Name WHERE id = @Id";
    private const string Audit =
        "SELECT id, subject, was, becomes FROM apollo_audit "
        + "WHERE subject LIKE @like ESCAPE '!' OR was LIKE @like ESCAPE '!' OR becomes LIKE @like ESCAPE '!'";
    private const string AuditSays =
        "UPDATE apollo_audit SET subject = @Subject, was = @Was, becomes = @Becomes WHERE id = @Id";

    private const string Boards =
        "SELECT owner, name, document FROM apollo_dashboards "
        + "WHERE name LIKE @like ESCAPE '!' OR document LIKE @inJson ESCAPE '!'";
    private const string BoardNames = "SELECT name FROM apollo_dashboards WHERE owner = @Owner";
    private const string BoardSays =
        "UPDATE apollo_dashboards SET name = @free, document = @document, updated_at = updated_at + 1 "
        + "WHERE owner = @Owner AND name = @Name";
    private const string Displays =
        "SELECT id, settings AS Document FROM apollo_displays WHERE settings LIKE @inJson ESCAPE '!'";
    private const string DisplaySays =
        "UPDATE apollo_displays SET settings = @Document, revision = revision + 1 WHERE id = @Id";

    /// <summary>Erases a person: all of it, or nothing.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task EraseAsync(StoredPerson person, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                var named = new
                {
                    id = person.Id,
                    name = person.Name,
                    email = person.Email,
                    key = ISignInGrain.KeyOf(person.Email),
                    erased = ErasedText.Erased,
                };
                foreach (var statement in (string[])[Invitations, Tries, NotesBy, TokensBy, InvitationsBy, AuditBy])
                    await session.ExecuteAsync(statement, named);
                var written = await ErasedSettings.ForgetAsync(session, person);
                foreach (var name in written.Concat(NamesOf(person)).Distinct())
                {
                    await ForgetAsync(session, name);
                    await ErasedAlerts.ForgetAsync(session, name);
                }
                return await PersonStore.RemoveAsync(session, person.Id);
            },
            cancellation
        );

    /// <summary>What was written of their alerts while they were erased.</summary>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task ForgetAlertsAsync(StoredPerson person, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                foreach (var name in NamesOf(person))
                    await ErasedAlerts.ForgetAsync(session, name);
                return true;
            },
            cancellation
        );

    /// <summary>By what others write of a person, the longest first.</summary>
    public static IEnumerable<string> NamesOf(StoredPerson person) =>
        person
            .Desks.Select(right => right.Assignee)
            .Append(person.Name)
            .Append(person.Email)
            .OfType<string>()
            .Where(name => name.Length > 0)
            .Distinct()
            .OrderByDescending(name => name.Length);

    private static async Task ForgetAsync(StoreSession session, string name)
    {
        var like = new { like = ErasedText.Like(name), inJson = ErasedText.LikeInJson(name) };
        foreach (var row in await session.QueryAsync<Row>(Notes, like))
            await session.ExecuteAsync(NoteSays, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Tokens, like))
            await session.ExecuteAsync(TokenName, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Audit, like))
            await session.ExecuteAsync(AuditSays, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Boards, like))
            await ForgetInBoardAsync(session, row, name);
        foreach (var row in await session.QueryAsync<Row>(Displays, like))
            await session.ExecuteAsync(DisplaySays, row.Without(name));
    }

    /// <summary>Of an owner no two boards have one name.</summary>
    private static async Task ForgetInBoardAsync(StoreSession session, Row board, string name)
    {
        var without = ErasedText.Without(board.Name!, name).Within(ErasedText.LongestTitle);
        var free = without;
        if (free != board.Name)
        {
            var taken = (await session.QueryAsync<string>(BoardNames, new { board.Owner })).ToHashSet();
            for (var number = 2; taken.Contains(free); number++)
                free = $"{without.Within(ErasedText.LongestTitle - 5)} {number}";
        }
        var document = board.Without(name).Document;
        // The pattern finds the name inside of other words too.
        if (free != board.Name || document != board.Document)
            await session.ExecuteAsync(
                BoardSays,
                new
                {
                    board.Owner,
                    board.Name,
                    free,
                    document,
                }
            );
    }

    private sealed record Row
    {
        public string? Desk { get; init; }
        public string Id { get; init; } = "";
        public string? Name { get; init; }
        public string? Says { get; init; }
        public string? Subject { get; init; }
        public string? Was { get; init; }
        public string? Becomes { get; init; }
        public string? Owner { get; init; }
        public string? Document { get; init; }

        public Row Without(string name) =>
            this with
            {
                Name = Text(Name, name)?.Within(100),
                Says = Text(Says, name)?.Within(INotesGrain.LongestText),
                Subject = Text(Subject, name)?.Within(400),
                Was = Text(Was, name),
                Becomes = Text(Becomes, name),
                Document = Document is null ? null : ErasedText.WithoutInJson(Document, name),
            };

        private static string? Text(string? text, string name) => text is null ? null : ErasedText.Without(text, name);
    }
}

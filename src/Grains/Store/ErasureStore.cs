using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Takes a person out of the store: what is theirs goes, and what others keep names them no more.</summary>
internal sealed class ErasureStore(ApolloStore store)
{
    private const string Acted = "SELECT DISTINCT who FROM apollo_audit WHERE person = @id";
    private const string Invitations =
        "DELETE FROM apollo_invitations WHERE person = @id OR LOWER(email) = @email OR name = @name";
    private const string Tries = "DELETE FROM apollo_failed_tries WHERE name = @key";
    private const string NotesBy = "UPDATE apollo_notes SET written_by = @erased WHERE written_by = @name";
    private const string TokensBy = "UPDATE apollo_tokens SET made_by = @erased WHERE made_by = @name";
    private const string InvitationsBy = "UPDATE apollo_invitations SET made_by = @erased WHERE made_by = @name";
    private const string AuditBy =
        "UPDATE apollo_audit SET who = @erased, person = NULL, address = NULL "
        + "WHERE person = @id OR (person IS NULL AND who = @name)";
    private const string Notes =
        "SELECT desk, id, says FROM apollo_notes "
        + "WHERE says LIKE @like ESCAPE '!' OR LOWER(says) LIKE @lower ESCAPE '!'";
    private const string NoteSays = "UPDATE apollo_notes SET says = @Says WHERE desk = @Desk AND id = @Id";
    private const string Tokens =
        "SELECT id, name, details AS Document FROM apollo_tokens WHERE name LIKE @like ESCAPE '!' "
        + "OR LOWER(name) LIKE @lower ESCAPE '!' OR LOWER(details) LIKE @lowerInJson ESCAPE '!' "
        + "OR details LIKE @inJson ESCAPE '!'";
    private const string TokenSays = "UPDATE apollo_tokens SET name = @Name, details = @Document WHERE id = @Id";
    private const string Hooks =
        "SELECT id, name FROM apollo_hooks WHERE name LIKE @like ESCAPE '!' OR LOWER(name) LIKE @lower ESCAPE '!'";
    private const string HookName = "UPDATE apollo_hooks SET name = @Name, revision = revision + 1 WHERE id = @Id";
    private const string Reports =
        "SELECT id, name, page AS Says FROM apollo_reports WHERE name LIKE @like ESCAPE '!' "
        + "OR LOWER(name) LIKE @lower ESCAPE '!' OR page LIKE @like ESCAPE '!' OR LOWER(page) LIKE @lower ESCAPE '!'";
    private const string ReportSays = "UPDATE apollo_reports SET name = @Name, page = @Says WHERE id = @Id";
    private const string Audit =
        "SELECT id, subject, was, becomes FROM apollo_audit "
        + "WHERE subject LIKE @like ESCAPE '!' OR was LIKE @like ESCAPE '!' OR becomes LIKE @like ESCAPE '!' "
        + "OR LOWER(subject) LIKE @lower ESCAPE '!' OR LOWER(was) LIKE @lower ESCAPE '!' "
        + "OR LOWER(becomes) LIKE @lower ESCAPE '!'";
    private const string AuditSays =
        "UPDATE apollo_audit SET subject = @Subject, was = @Was, becomes = @Becomes WHERE id = @Id";

    private const string Boards =
        "SELECT owner, name, document FROM apollo_dashboards "
        + "WHERE name LIKE @like ESCAPE '!' OR document LIKE @inJson ESCAPE '!' "
        + "OR LOWER(name) LIKE @lower ESCAPE '!' OR LOWER(document) LIKE @lowerInJson ESCAPE '!'";
    private const string BoardNames = "SELECT name FROM apollo_dashboards WHERE owner = @Owner";
    private const string BoardSays =
        "UPDATE apollo_dashboards SET name = @free, document = @document, updated_at = updated_at + 1 "
        + "WHERE owner = @Owner AND name = @Name";
    private const string Displays =
        "SELECT id, settings AS Document FROM apollo_displays WHERE settings LIKE @inJson ESCAPE '!' "
        + "OR LOWER(settings) LIKE @lowerInJson ESCAPE '!'";
    private const string DisplaySays =
        "UPDATE apollo_displays SET settings = @Document, revision = revision + 1 WHERE id = @Id";

    private const int LongestHookName = 80;
    private const int LongestReportName = 200;

    /// <summary>Erases a person: all of it, or nothing.</summary>
    /// <returns>By what they were named, their id among it.</returns>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task<IReadOnlyCollection<string>> EraseAsync(StoredPerson person, CancellationToken cancellation) =>
        store.WriteAsync(
            async session =>
            {
                // Before it is taken out of the audit: by what name they did something, also one of before.
                var acted = await session.QueryAsync<string>(Acted, new { id = person.Id });
                var named = new
                {
                    id = person.Id,
                    name = person.Name,
                    email = person.Email.ToLowerInvariant(),
                    key = ISignInGrain.KeyOf(person.Email),
                    erased = ErasedText.Erased,
                };
                foreach (var statement in (string[])[Invitations, Tries, AuditBy])
                    await session.ExecuteAsync(statement, named);
                foreach (var name in acted.Append(person.Name).Distinct())
                foreach (var statement in (string[])[NotesBy, TokensBy, InvitationsBy])
                    await session.ExecuteAsync(statement, new { name, erased = ErasedText.Erased });
                var written = await ErasedSettings.ForgetAsync(session, person);
                IReadOnlyCollection<string> names =
                [
                    .. written
                        .Concat(acted)
                        .Concat(NamesOf(person))
                        .Append(person.Id)
                        .Where(name => name.Length > 0)
                        .Distinct()
                        .OrderByDescending(name => name.Length),
                ];
                await ErasedDeliveries.ForgetAsync(session, person);
                await ErasedPersonId.ForgetAsync(session, person.Id);
                foreach (var name in names)
                {
                    await ForgetAsync(session, name);
                    await ErasedAlerts.ForgetAsync(session, name);
                }
                await PersonStore.RemoveAsync(session, person.Id);
                return names;
            },
            cancellation
        );

    /// <summary>What was written of alerts and messages while they were erased.</summary>
    /// <param name="person">Who was.</param>
    /// <param name="names">By what they were named.</param>
    /// <param name="cancellation">Given up.</param>
    /// <exception cref="Apollo.Model.StoreException">The store does not answer.</exception>
    public Task ForgetLateAsync(
        StoredPerson person,
        IReadOnlyCollection<string> names,
        CancellationToken cancellation
    ) =>
        store.WriteAsync(
            async session =>
            {
                await ErasedDeliveries.ForgetAsync(session, person);
                await ErasedPersonId.ForgetAsync(session, person.Id);
                foreach (var name in names)
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
        var like = ErasedText.Patterns(name);
        foreach (var row in await session.QueryAsync<Row>(Notes, like))
            await session.ExecuteAsync(NoteSays, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Tokens, like))
            await session.ExecuteAsync(TokenSays, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Hooks, like))
            await session.ExecuteAsync(
                HookName,
                new { row.Id, Name = ErasedText.Without(row.Name!, name).Within(LongestHookName) }
            );
        // Texts that hold other documents, in which some signs are written otherwise.
        foreach (var form in ErasedText.FormsOf(name))
        {
            var written = ErasedText.Patterns(form);
            foreach (var row in await session.QueryAsync<Row>(Audit, written))
                await session.ExecuteAsync(AuditSays, row.Without(form));
            foreach (var row in await session.QueryAsync<Row>(Reports, written))
                await session.ExecuteAsync(
                    ReportSays,
                    new
                    {
                        row.Id,
                        Name = ErasedText.Without(row.Name!, form).Within(LongestReportName),
                        Says = ErasedText.Without(row.Says!, form),
                    }
                );
        }
        foreach (var row in await session.QueryAsync<Row>(Boards, like))
            await ForgetInBoardAsync(session, row, name);
        foreach (var row in await session.QueryAsync<Row>(Displays, like))
            if (row.Without(name) is var without && without != row)
                await session.ExecuteAsync(DisplaySays, without);
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

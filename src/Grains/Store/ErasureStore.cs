using System.Text.RegularExpressions;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>Takes a person out of the store: what is theirs goes, and what others keep names them no more.</summary>
internal sealed class ErasureStore(ApolloStore store)
{
    /// <summary>What stands in place of a name.</summary>
    public const string Erased = "erased person";

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
                    erased = Erased,
                };
                foreach (var statement in (string[])[Invitations, Tries, NotesBy, TokensBy, InvitationsBy, AuditBy])
                    await session.ExecuteAsync(statement, named);
                foreach (var name in NamesOf(person))
                    await ForgetAsync(session, name);
                return await PersonStore.RemoveAsync(session, person.Id);
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
        var like = new { like = $"%{Regex.Replace(name, "[!%_\\[]", "!$0")}%" };
        foreach (var row in await session.QueryAsync<Row>(Notes, like))
            await session.ExecuteAsync(NoteSays, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Tokens, like))
            await session.ExecuteAsync(TokenName, row.Without(name));
        foreach (var row in await session.QueryAsync<Row>(Audit, like))
            await session.ExecuteAsync(AuditSays, row.Without(name));
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

        public Row Without(string name) =>
            this with
            {
                Name = Text(Name, name)?.Within(100),
                Says = Text(Says, name)?.Within(INotesGrain.LongestText),
                Subject = Text(Subject, name)?.Within(400),
                Was = Text(Was, name),
                Becomes = Text(Becomes, name),
            };

        /// <summary>A text without a name where it stands as a word: Ana is not taken out of analysis.</summary>
        private static string? Text(string? text, string name) =>
            text is null
                ? null
                : Regex.Replace(
                    text,
                    $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(name)}(?![\p{{L}}\p{{N}}])",
                    Erased,
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
                );
    }
}

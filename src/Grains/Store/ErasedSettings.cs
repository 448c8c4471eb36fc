using System.Text.Json.Nodes;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Grains.Store;

/// <summary>
/// Takes a person out of the rotas of the desks, and out of those to whom reports go. Each document that is another
/// has another revision: who read it before does not write over it.
/// </summary>
internal static class ErasedSettings
{
    private const string Settings =
        "SELECT desk, subject, says, revision FROM apollo_desk_settings "
        + "WHERE subject IN ('rotas', 'shifts', 'schedules')";
    private const string SettingSays =
        "UPDATE apollo_desk_settings SET says = @says, revision = @revision WHERE desk = @desk AND subject = @subject";

    /// <summary>Takes them out, beside other writes.</summary>
    /// <returns>Their address as others wrote it, in whatever case.</returns>
    public static async Task<IReadOnlyCollection<string>> ForgetAsync(StoreSession session, StoredPerson person)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await session.QueryAsync<Row>(Settings, new { }))
        {
            var (document, revision) = (JsonNode.Parse(row.Says)!.AsObject(), row.Revision + 1);
            var has = row.Subject switch
            {
                DeskSettingStore.Rotas => RemoveFromRotas(document["rotas"]!.AsArray(), person.Id, revision),
                DeskSettingStore.Shifts => Each(document["known"])
                    .Sum(known => Remove(known["shifts"], shift => IsOf(shift!["person"], person.Id))) > 0,
                _ => RemoveFromSchedules(document["all"]!.AsArray(), person, written, revision),
            };
            if (!has)
                continue;
            document["revision"] = revision;
            await session.ExecuteAsync(
                SettingSays,
                new
                {
                    desk = row.Desk,
                    subject = row.Subject,
                    says = document.ToJsonString(CardJson.Options),
                    revision,
                }
            );
        }
        return written;
    }

    /// <summary>A rota of nobody is none: its team is told.</summary>
    private static bool RemoveFromRotas(JsonArray rotas, string person, long revision)
    {
        var removed = 0;
        foreach (var rota in Each(rotas).ToList())
        {
            var here =
                Remove(rota["people"], one => IsOf(one, person))
                + Remove(rota["exchanges"], one => IsOf(one!["person"], person));
            if (here == 0)
                continue;
            removed += here;
            rota["revision"] = revision;
            if (rota["people"] is JsonArray { Count: 0 } && rota["calendar"] is null)
                rotas.Remove(rota);
        }
        return removed > 0;
    }

    private static bool RemoveFromSchedules(
        JsonArray schedules,
        StoredPerson person,
        HashSet<string> written,
        long revision
    )
    {
        var removed = 0;
        foreach (var schedule in Each(schedules))
        {
            var here = Remove(schedule["to"], to => IsOf(to, $"{ReportTo.Person}:{person.Id}") || IsAddress(to));
            removed += here;
            // Schedules that were kept by an Apollo of before hold the audit's sentence, which names all of them.
            if (schedule.Remove("said"))
                removed++;
            if (here > 0)
                schedule["revision"] = revision;
        }
        return removed > 0;

        bool IsAddress(JsonNode? to)
        {
            var isTheirs = person.Email.Length > 0 && IsOf(to, $"{ReportTo.Mail}:{person.Email}");
            if (isTheirs)
                written.Add(((string)to!)[(ReportTo.Mail.Length + 1)..]);
            return isTheirs;
        }
    }

    private static IEnumerable<JsonObject> Each(JsonNode? array) =>
        array is JsonArray all ? all.OfType<JsonObject>() : [];

    /// <summary>Addresses are the same in any case.</summary>
    private static bool IsOf(JsonNode? node, string text) =>
        string.Equals((string?)node, text, StringComparison.OrdinalIgnoreCase);

    private static int Remove(JsonNode? array, Func<JsonNode?, bool> isTheirs) =>
        array is JsonArray all ? all.RemoveAll(isTheirs) : 0;

    private sealed record Row
    {
        public string Desk { get; init; } = "";
        public string Subject { get; init; } = "";
        public string Says { get; init; } = "";
        public long Revision { get; init; }
    }
}

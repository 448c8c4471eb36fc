using System.Collections.Immutable;
using System.Text.Json;
using Apollo.Cards;
using Apollo.Grains.Store;
using Apollo.Model;

namespace Apollo.Grains.Delivery;

/// <summary>The browsers of people that take pushes. Their addresses are secrets, and encrypted in the store.</summary>
internal sealed class PushBrowsers(NoticeStore store, DeliverySettings settings)
{
    /// <summary>A person's browsers as people see them, oldest first.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<ImmutableArray<PushBrowser>> ShownAsync(string person, CancellationToken cancellation) =>
        [
            .. (await store.BrowsersAsync(person, cancellation)).Select(browser =>
                Shown(browser, Open(browser)?.Name ?? "")
            ),
        ];

    /// <summary>Where a person's browsers take pushes; those encrypted with another key are left out.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<IReadOnlyList<(string Id, PushAddress Address)>> OfAsync(
        string person,
        CancellationToken cancellation
    ) =>
        [
            .. from browser in await store.BrowsersAsync(person, cancellation)
            let open = Open(browser)
            where open is not null
            select (browser.Id, open.Address),
        ];

    /// <summary>Adds one, or what it says anew.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public async Task<PushBrowser> AddAsync(
        string person,
        PushAddress address,
        string name,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var browser = new StoredBrowser
        {
            Id = Secrets.HashOf(address.Endpoint),
            Person = person,
            Document = settings.Seal(JsonSerializer.Serialize(new Document(name, address), CardJson.Options)),
            CreatedAt = StoredTime.Of(now),
        };
        await store.AddAsync(browser, INoticesGrain.MostBrowsers, cancellation);
        return Shown(browser, name);
    }

    /// <summary>One takes no more pushes.</summary>
    /// <exception cref="StoreException">The store does not answer.</exception>
    public Task RemoveAsync(string person, string id, CancellationToken cancellation) =>
        store.RemoveAsync(person, id, cancellation);

    private static PushBrowser Shown(StoredBrowser browser, string name) =>
        new(browser.Id, name, StoredTime.Read(browser.CreatedAt));

    private Document? Open(StoredBrowser browser) =>
        settings.Unseal(browser.Document) is { } text
            ? JsonSerializer.Deserialize<Document>(text, CardJson.Options)
            : null;

    private sealed record Document(string Name, PushAddress Address);
}

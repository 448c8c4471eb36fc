using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Apollo.Grains.Catalogue;
using Apollo.Grains.Itsm;
using Apollo.Integration.Tests.Support;
using Apollo.Model;
using Apollo.Servers;

namespace Apollo.Integration.Tests.Products;

/// <summary>The shipped systems, each on tables of its product: what Apollo holds is what they say.</summary>
public sealed class ShippedSystemTests
{
    private static readonly TimeSpan TrueWithin = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Products => [.. ProductTables.Names];

    public static TheoryData<string> Databases => [.. ProductDatabase.All];

    // Zammad has what polls need.
    public static TheoryData<string> Indexed =>
        [.. ProductDatabase.All.Where(name => !name.StartsWith("zammad6", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Every_row_is_as_the_tables_say_at_first_and_after_whatever_people_do(string name)
    {
        await using var product = await ProductTables.StartAsync(name);
        var tickets = await Slice<Ticket>(product).LoadAsync();
        var visits = await Slice<Intervention>(product).LoadAsync();
        Assert.Empty(tickets.Held.Bad);
        Assert.InRange(tickets.Held.Rows.Count(), 30, 70);
        await IsTrueAsync("the first read");
        foreach (var (what, act) in product.Deeds)
        {
            await act();
            await tickets.PollAllAsync();
            await visits.PollAllAsync();
            await IsTrueAsync(what);
        }
        await product.PurgeAsync();
        await tickets.SweepAllAsync();
        await visits.SweepAllAsync();
        await IsTrueAsync("a row is taken out");
        Assert.Empty(tickets.Warnings);

        async Task IsTrueAsync(string after)
        {
            var (trueTickets, trueVisits) = await product.ReadAsync();
            Same(trueTickets, tickets.Held.Rows, after);
            Same(trueVisits, visits.Held.Rows, after);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task The_check_finds_nothing_wrong_and_a_tickets_page_tells_what_was_said(string name)
    {
        await using var product = await ProductTables.StartAsync(name);
        await foreach (var line in new MappingCheck(product.Itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            Assert.True(line.Verdict == CheckVerdict.Ok, line.ToString());
        var (fields, timeline) = await new DetailReader(product.Itsm, TimeProvider.System).ReadAsync(
            product.Talked,
            CancellationToken.None
        );
        Assert.NotEmpty(fields);
        Assert.Contains(
            timeline,
            entry => entry.Text is { } text && text.StartsWith("It is ", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(timeline, entry => entry.Text?.Contains('<', StringComparison.Ordinal) == true);
        Assert.All(timeline, entry => Assert.False(string.IsNullOrEmpty(entry.Author)));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task At_twenty_thousand_tickets_indexes_serve_what_is_read(string name)
    {
        await using var product = await ProductDatabase.OfAsync(name);
        await product.GrowAsync(20_000);
        await foreach (var line in new MappingCheck(product.Itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            Assert.DoesNotContain(" whole", line.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Indexed))]
    public async Task Without_the_index_of_the_page_the_check_asks_for_one(string name)
    {
        await using var product = await ProductDatabase.OfAsync(name);
        await product.GrowAsync(50_000);
        await product.DropSuggestedAsync();
        var asked = $"CREATE INDEX apollo_changed ON {product.Suggested!.Value.Table.ToLowerInvariant()} ";
        var lines = new List<string>();
        await foreach (var line in new MappingCheck(product.Itsm, TimeProvider.System).RunAsync(CancellationToken.None))
            lines.Add(line.Text);
        Assert.Contains(lines, line => line.Contains(asked, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_number_is_that_of_the_tables_at_first_and_after_what_people_do()
    {
        var products = new List<ProductTables>();
        foreach (var name in ProductTables.Names)
            products.Add(await ProductTables.StartAsync(name));
        var settings = new Dictionary<string, string>();
        foreach (var (at, product) in products.Index())
        {
            var desk = $"Apollo:Desks:{at}";
            settings[$"{desk}:Id"] = $"desk{at}";
            settings[$"{desk}:TimeZone"] = "Europe/Paris";
            settings[$"{desk}:Itsm:System"] = product.Itsm.System;
            settings[$"{desk}:Itsm:Provider"] = $"{product.Itsm.Provider}";
            settings[$"{desk}:Itsm:ConnectionString"] = product.Itsm.ConnectionString;
            foreach (var (option, value) in product.Itsm.Options)
                settings[$"{desk}:Itsm:Options:{option}"] = value;
        }
        await using var apollo = await ApolloInside.StartAsync(KpiCatalogue.Standard, settings);
        await Task.WhenAll(products.Select((product, at) => IsTrueAsync(at, product, "the first read")));
        foreach (var product in products)
        foreach (var (_, act) in product.Deeds)
            await act();
        await Task.WhenAll(products.Select((product, at) => IsTrueAsync(at, product, "what people did")));
        await IsCheckedForAdminsAsync(apollo.Address);
        foreach (var product in products)
            await product.DisposeAsync();

        async Task IsTrueAsync(int at, ProductTables product, string after)
        {
            var difference = await Truth.DifferenceAsync(apollo.Address, $"desk{at}", product.ReadAsync, TrueWithin);
            Assert.True(difference is null, $"{product.Itsm.System}, after {after}: {difference}");
        }
    }

    /// <summary>Who sits at the machine is an admin where nobody signs in.</summary>
    private static async Task IsCheckedForAdminsAsync(Uri apollo)
    {
        using var http = new HttpClient { BaseAddress = apollo };
        var systems = await http.GetFromJsonAsync<JsonElement>("api/systems");
        Assert.Equal(
            ["apollo", "glpi10", "redmine5", "rt5", "zammad6", "znuny6"],
            systems.EnumerateArray().Select(system => system.GetProperty("id").GetString()).Order()
        );
        using var missing = await http.PostAsync(new Uri("api/systems/check?desk=nowhere", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        // One that is left at its first line stands in nobody's way.
        using (var left = await CheckAsync())
        await using (var body = await left.Content.ReadAsStreamAsync())
            Assert.Equal((int)'{', body.ReadByte());
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await CheckAsync();
                var lines = (await answer.Content.ReadAsStringAsync()).Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries
                );
                var steps = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
                return steps.TrueForAll(step => step.GetProperty("verdict").GetString() == "ok")
                    && steps[^1].GetProperty("tickets").GetArrayLength() == 10;
            },
            () => "the check does not run again",
            TrueWithin
        );

        Task<HttpResponseMessage> CheckAsync() =>
            http.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "api/systems/check?desk=desk0"),
                HttpCompletionOption.ResponseHeadersRead
            );
    }

    private static Slice<TRow> Slice<TRow>(ProductTables product)
        where TRow : class, ISliceRow => new(product.Itsm, TimeSpan.FromMinutes(2), _ => null, TimeProvider.System);

    private static void Same<TRow>(IEnumerable<TRow> truth, IEnumerable<TRow> held, string after)
        where TRow : class, ISliceRow
    {
        var there = held.ToDictionary(row => row.Id);
        foreach (var row in truth)
        {
            Assert.True(there.Remove(row.Id, out var shown), $"After {after}: {row.Id} is missing.");
            Assert.True(row.Equals(shown), $"After {after}:\n{row}\nis held as\n{shown}");
        }
        Assert.True(there.Count == 0, $"After {after}: {string.Join(", ", there.Keys)} should be gone.");
    }
}

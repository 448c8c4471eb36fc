using System.Globalization;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>A count of a report that leads to its tickets.</summary>
/// <param name="Where">The report it stands in.</param>
/// <param name="Said">The count.</param>
/// <param name="Query">The question of the page it leads to.</param>
internal sealed record Led(string Where, int Said, string Query)
{
    /// <summary>What is asked of the lists at once; the server takes eight of a caller, and reads one by one.</summary>
    private const int AtOnce = 6;

    /// <summary>Every link to tickets that a page's charts and tables hold now, with the count it names.</summary>
    public static async Task<IReadOnlyList<Led>> OfAsync(IPage page)
    {
        var links = await page.EvaluateAsync<string[][]>(
            """
            () => [...document.querySelectorAll('figure a, [role=treegrid] a')]
              .filter((link) => link.getAttribute('href').includes('/reports/rows'))
              .map((link) => {
                const words = link.getAttribute('title')
                  ?? link.querySelector('title')?.textContent
                  ?? link.textContent;
                const said = /([0-9\u202f]+) tickets?/.exec(words)?.[1] ?? words;
                const where = link.closest('figure')?.id || 'flow';
                const query = new URL(link.getAttribute('href'), location.href).search;
                return [where, said.replaceAll('\u202f', ''), query];
              })
            """
        );
        return [.. links.Select(one => new Led(one[0], int.Parse(one[1], CultureInfo.InvariantCulture), one[2]))];
    }

    /// <summary>Asks the desk's lists as their page does, and tells where there are not as many tickets.</summary>
    public static async Task LeadToAsManyAsync(IPage page, string desk, IReadOnlyList<Led> all)
    {
        var totals = await page.EvaluateAsync<int[]>(
            """
            async ({ rows, queries, atOnce }) => {
              const totals = [];
              let next = 0;
              const ask = async () => {
                while (next < queries.length) {
                  const at = next++;
                  const given = await fetch(`${rows}${queries[at]}&limit=1`);
                  totals[at] = given.ok ? (await given.json()).total : -given.status;
                }
              };
              await Promise.all(Array.from({ length: atOnce }, ask));
              return totals;
            }
            """,
            new
            {
                rows = $"/api/desks/{desk}/reports/rows",
                queries = all.Select(one => one.Query).Distinct(),
                atOnce = AtOnce,
            }
        );
        var has = all.Select(one => one.Query).Distinct().Zip(totals).ToDictionary(one => one.First, one => one.Second);
        Assert.Equal([], all.Where(one => has[one.Query] != one.Said).Select(one => $"{one}: {has[one.Query]}"));
    }
}

using System.Net;
using System.Net.Http.Json;
using Apollo.Servers;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>A desk's alerts as a person sees them, over a desk whose rules a test keeps.</summary>
internal sealed class AlertsPage(IPage page)
{
    public IPage Page => page;

    /// <summary>What fires.</summary>
    public ILocator Firing => page.GetByRole(AriaRole.List, new() { Name = "Firing" });

    /// <summary>What may fire soon, and what is silenced.</summary>
    public ILocator Quiet => page.GetByRole(AriaRole.List, new() { Name = "Pending and silenced" });

    /// <summary>A rule on all open tickets: critical at so many, at once.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="at">The limit.</param>
    public static async Task AddRuleAsync(SmallDesk desk, int at)
    {
        using var http = new HttpClient { BaseAddress = desk.Apollo.Address };
        http.DefaultRequestHeaders.Add("Origin", desk.Apollo.Address.GetLeftPart(UriPartial.Authority));
        // A store that is just being made asks to be asked again.
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await http.PostAsJsonAsync(
                    new Uri("api/desks/small/alert-rules", UriKind.Relative),
                    new
                    {
                        name = "Too many",
                        kpi = "open-tickets",
                        above = true,
                        critical = new { at },
                        message = "Call the second line.",
                        enabled = true,
                    }
                );
                Assert.True(
                    answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.ServiceUnavailable,
                    await answer.Content.ReadAsStringAsync()
                );
                return answer.IsSuccessStatusCode;
            },
            () => "the rule is kept."
        );
    }

    public static async Task<AlertsPage> OpenAsync(IPage page, SmallDesk desk)
    {
        await page.GotoAsync(new Uri(desk.Apollo.Address, "alerts").ToString());
        return new AlertsPage(page);
    }

    /// <summary>A dialog that is open, by what it is called.</summary>
    public ILocator Dialog(string name) => page.GetByRole(AriaRole.Dialog, new() { Name = name });
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>The calendar as a person sees it.</summary>
internal sealed class CalendarPage(IPage page)
{
    public IPage Page => page;

    public ILocator Entry(string id) => page.Locator($"[data-item='{id}']");

    /// <summary>A column of the grid: a day's or a technician's.</summary>
    public ILocator Column(string name) => page.GetByRole(AriaRole.Group, new() { Name = name, Exact = true });

    /// <summary>Opens it with what a test looks at; keeps what moves on it in <c>window.seen</c>.</summary>
    public static async Task<CalendarPage> OpenAsync(SmallDesk desk, IPage page, string search)
    {
        await page.AddInitScriptAsync(
            """
            window.seen = [];
            const animate = Element.prototype.animate;
            Element.prototype.animate = function (frames, timing) {
                const who = this.dataset.item ?? (this.inert ? 'a ghost' : this.tagName);
                const what =
                    frames[0].transform?.startsWith('translate(') ? 'glides'
                    : frames[0].opacity === 0 ? 'appears'
                    : frames[1].opacity === 0 ? 'fades'
                    : 'turns';
                seen.push(`${who} ${what}`);
                return animate.call(this, frames, timing);
            };
            """
        );
        await page.GotoAsync(new Uri(desk.Apollo.Address, $"calendar{search}").ToString());
        await Assertions.Expect(page.Locator("[aria-busy='false']")).ToHaveCountAsync(1);
        return new CalendarPage(page);
    }

    /// <summary>Waits until an entry was seen to glide, appear, turn or fade.</summary>
    public Task SeenAsync(string what) => page.WaitForFunctionAsync("what => window.seen.includes(what)", what);

    /// <summary>Waits until what moves has come to rest.</summary>
    public Task RestAsync() => OnAPage.RestAsync(page);

    /// <summary>
    /// Words of entries that do not stand whole where they are seen: letters beyond an edge without an ellipsis, or
    /// half a line.
    /// </summary>
    public Task<string[]> CutWordsAsync() =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('[data-item] [class*=_lines] *')].flatMap(element => {
                const box = element.closest('[class*=_lines]').getBoundingClientRect(), wrong = [];
                for (const node of element.childNodes) {
                    if (node.nodeType !== Node.TEXT_NODE) continue;
                    const ellipsis = element.closest('[class*=_single], [class*=_meta]');
                    const range = document.createRange();
                    range.selectNode(node);
                    for (const line of range.getClientRects()) {
                        if (line.right > box.right + 1 && !ellipsis) wrong.push(`${node.data}: beyond the edge`);
                        if (line.top < box.bottom - 3 && line.bottom > box.bottom + 3)
                            wrong.push(`${node.data}: half a line`);
                    }
                }
                return wrong;
            })
            """
        );

    public async Task<LocatorBoundingBoxResult> BoxAsync(string id) => (await Entry(id).BoundingBoxAsync())!;

    public Task SaysAsync(string id, string text) =>
        Assertions.Expect(Entry(id)).ToHaveAccessibleNameAsync(new Regex(Regex.Escape(text)));
}

using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>Accessibility as axe judges it.</summary>
internal static class Axe
{
    // Once a page, by hand: the library puts it in again, and opens one more page, for every look. A frame may be of
    // another site.
    private static readonly string Script =
        new BundledAxeScriptProvider().GetScript() + ";axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })";

    /// <summary>
    /// Judges a page as it stands, in the dark and in the light: all rules in the one, contrast in the other, which is
    /// all that a scheme changes.
    /// </summary>
    /// <param name="page">A page that follows the scheme of its system.</param>
    /// <param name="where">What is shown, for the message.</param>
    /// <param name="panel">Whether a panel stands over the page: the library puts a hidden button that closes it beside
    /// its dialog, and while that is open all else is inert, landmarks too.</param>
    /// <param name="intoFrames">Whether frames are judged with the page: not one that keeps scripts out, axe too.
    /// </param>
    /// <param name="isPart">Whether it is a part of another page, whose landmarks it stands in: a mail is.</param>
    public static async Task AxeFindsNothingAsync(
        IPage page,
        string where,
        bool panel = false,
        bool intoFrames = true,
        bool isPart = false
    )
    {
        // Without motion, so that no colour is judged on its way to another.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await JudgeAsync(page, where, panel, intoFrames, isPart, contrastOnly: false);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await JudgeAsync(page, $"{where}, light", panel, intoFrames, isPart, contrastOnly: true);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
    }

    private static async Task JudgeAsync(
        IPage page,
        string where,
        bool panel,
        bool intoFrames,
        bool isPart,
        bool contrastOnly
    )
    {
        foreach (var frame in intoFrames ? page.Frames : [page.MainFrame])
            if (!await frame.EvaluateAsync<bool>("'axe' in window"))
                await frame.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<string[]>(
            """
            async ({ iframes, region, main, contrastOnly }) => {
              const rules = { region: { enabled: region }, "landmark-one-main": { enabled: main } };
              const which = contrastOnly ? { runOnly: ["color-contrast"] } : { rules };
              // Of what is well axe need not tell every element.
              const { violations } = await axe.run(document, { iframes, resultTypes: ["violations"], ...which });
              return violations.map(({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes.slice(0, 5).map((node) => node.html).join("; ")}`);
            }
            """,
            new
            {
                iframes = intoFrames,
                region = !panel && !isPart,
                main = !isPart,
                contrastOnly,
            }
        );
        Assert.True(found.Length == 0, $"{where}: {string.Join('\n', found)}");
    }
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Apollo.Browser.Tests.Support;

/// <summary>Accessibility as axe judges it.</summary>
internal static class Axe
{
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
    public static async Task AxeFindsNothingAsync(IPage page, string where, bool panel = false, bool intoFrames = true)
    {
        // Without motion, so that no colour is judged on its way to another.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await JudgeAsync(
            page,
            where,
            new()
            {
                Iframes = intoFrames,
                Rules = panel ? new() { ["region"] = new RuleOptions { Enabled = false } } : null,
            }
        );
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await JudgeAsync(
            page,
            $"{where}, light",
            new()
            {
                Iframes = intoFrames,
                RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] },
            }
        );
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark, ReducedMotion = ReducedMotion.Reduce });
    }

    private static async Task JudgeAsync(IPage page, string where, AxeRunOptions options)
    {
        // Of what is well axe need not tell every element.
        options.ResultTypes = [ResultType.Violations];
        var result = await page.RunAxe(options);
        Assert.True(
            result.Violations.Length == 0,
            $"{where}: "
                + string.Join(
                    '\n',
                    result.Violations.Select(violation =>
                        $"{violation.Id}: {violation.Help}: "
                        + $"{string.Join("; ", violation.Nodes.Take(5).Select(node => node.Html))}"
                    )
                )
        );
    }
}

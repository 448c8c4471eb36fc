using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Apollo.Model;
using Apollo.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Apollo.Web.Displays;

/// <summary>How a wall display shall be set up, as it is sent.</summary>
internal sealed record DisplayDocument(
    string? Name,
    string? Place,
    IReadOnlyList<DisplayPage?>? Pages,
    int? Seconds,
    DisplayNight? Night,
    double? Distance,
    double? Diagonal,
    bool? Sound
);

/// <summary>The body of a request that sets a wall display up.</summary>
/// <param name="Document">What it shall be; null where that cannot be read.</param>
internal sealed partial record DisplayBody(DisplayDocument? Document)
{
    private const int MostCards = 60;
    private static readonly string[] Tables =
    [
        Dimension.Team,
        Dimension.Location,
        Dimension.Category,
        Dimension.Priority,
    ];

    public static async ValueTask<DisplayBody> BindAsync(HttpContext http) =>
        new((await Sent<DisplayDocument>.BindAsync(http)).Value);

    /// <summary>What it says; or what is wrong with it.</summary>
    public bool TryRead(
        [NotNullWhen(true)] out DisplaySettings? settings,
        [NotNullWhen(false)] out ProblemHttpResult? wrong
    )
    {
        (settings, wrong) = (null, null);
        if (Document is not { } document)
            wrong = Problems.Of(
                StatusCodes.Status400BadRequest,
                "No display",
                """This is not the JSON of a display, such as {"name":"Floor 2","pages":[{"desk":"demo"}]}."""
            );
        else if (FaultOf(document) is var (name, reason))
            wrong = Problems.WrongParameter(name, reason);
        else
            settings = new DisplaySettings(
                document.Name!.Trim(),
                document.Place?.Trim() ?? "",
                [.. document.Pages!.Select(page => page!)],
                document.Seconds ?? 20,
                document.Night,
                document.Distance ?? 4,
                document.Diagonal ?? 55,
                document.Sound ?? false
            );
        return settings is not null;
    }

    /// <summary>What is wrong with a display's name; null = nothing.</summary>
    public static string? FaultOfName(string? name) =>
        name is null || !IsText(name.Trim(), least: 1)
            ? $"A display has a name of 1 to {IDisplaysGrain.LongestName} characters, without control signs."
            : null;

    private static (string Name, string Reason)? FaultOf(DisplayDocument document) =>
        FaultOfName(document.Name) is { } fault ? ("name", fault)
        : document.Place is { } place && !IsText(place.Trim(), least: 0)
            ? ("place", $"place has at most {IDisplaysGrain.LongestName} characters, and no control signs.")
        : document.Pages is not { Count: >= 1 and <= IDisplaysGrain.MostPages } pages
            ? ("pages", $"A display has 1 to {IDisplaysGrain.MostPages} pages.")
        : pages.Select((page, at) => FaultOf(page, at)).FirstOrDefault(wrong => wrong is not null) is { } page
            ? ("pages", page)
        : document.Seconds is < 5 or > 3_600 ? ("seconds", "A page stays 5 to 3600 seconds.")
        : document.Night is { } night && (!IsTime(night.From) || !IsTime(night.To) || night.From == night.To)
            ? ("night", "night has from and to, two different times of the day such as 20:00.")
        : document.Distance is { } distance && !(distance is >= 0.5 and <= 50)
            ? ("distance", "distance is 0.5 to 50 metres.")
        : document.Diagonal is { } diagonal && !(diagonal is >= 10 and <= 300)
            ? ("diagonal", "diagonal is 10 to 300 inches.")
        : null;

    private static string? FaultOf(DisplayPage? page, int at) =>
        page?.Desk is not { } desk || !Id().IsMatch(desk) ? $"pages[{at}].desk is no desk's id."
        : page.Title is { } title && !IsText(title, least: 0)
            ? $"pages[{at}].title has at most {IDisplaysGrain.LongestName} characters, and no control signs."
        : new object?[] { page.Cards, page.Board, page.Table, page.Show }.Count(part => part is not null) > 1
            ? $"pages[{at}] shows one thing: cards, board, table or show."
        : page.Cards is { } cards
        && (
            cards.IsDefault
            || cards.Length is 0 or > MostCards
            || !cards.All(kpi => kpi is not null && Id().IsMatch(kpi))
        )
            ? $"pages[{at}].cards is a list of 1 to {MostCards} KPI ids."
        : page.Board is { } board && !Share().IsMatch(board)
            ? $"pages[{at}].board is no share of an own board: 32 hexadecimal digits."
        : page.Table is { } table && !Tables.Contains(table) && !Dimension.MayBeFurther(table)
            ? $"pages[{at}].table is one of {string.Join(", ", Tables)}, or a breakdown of the desk's own."
        : page.Show is { } show && !Enum.IsDefined(show) ? $"pages[{at}].show is interventions or alerts."
        : null;

    private static bool IsText(string text, int least) =>
        text.Length >= least && text.Length <= IDisplaysGrain.LongestName && !text.Any(char.IsControl);

    private static bool IsTime(string? text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("^[a-z0-9-]{1,60}\\z")]
    private static partial Regex Id();

    [GeneratedRegex("^[0-9a-f]{32}\\z")]
    private static partial Regex Share();
}

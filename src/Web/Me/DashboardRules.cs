using System.Text.Json;
using System.Text.RegularExpressions;
using Apollo.Cards;
using Apollo.Model;

namespace Apollo.Web.Me;

/// <summary>
/// What may be kept as a dashboard. Whether its KPIs and desk exist is not asked: a board outlives a change of the
/// catalogue.
/// </summary>
internal static partial class DashboardRules
{
    public const int MostBytes = 64 * 1024;
    public const int MostCards = 200;
    public const int MostSections = 50;
    public const int LongestName = 60;

    private static readonly string[] Sizes = ["1x1", "2x1", "2x2"];
    private static readonly string[] Charts = ["trend", "bars", "none"];

    /// <summary>What is wrong with a name; null = nothing.</summary>
    public static string? FaultOfName(string name) =>
        name.Length is 0 or > LongestName || name != name.Trim()
            ? $"A name has 1 to {LongestName} signs and no space at its ends."
        : name is "." or ".."
        || name.Any(sign => char.IsControl(sign) || sign is '/' or '\\')
        || name.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            ? "A name holds no slash, backslash or control sign, and is not '.' or '..'."
        : null;

    /// <summary>Reads a document of at most <see cref="MostBytes"/>: it, or what is wrong.</summary>
    public static async Task<DashboardBody> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var bytes = new byte[MostBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return length > MostBytes
            ? new(null, $"A dashboard has at most {MostBytes / 1024} KiB.")
            : Read(bytes.AsSpan(0, length));
    }

    /// <summary>Reads a document: it, or what is wrong.</summary>
    public static DashboardBody Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<DashboardDocument>(json, CardJson.Options);
            return document is null ? new(null, "A dashboard is a JSON object.")
                : FaultOf(document) is { } fault ? new(null, fault)
                : new(document, null);
        }
        catch (JsonException error)
        {
            return new(
                null,
                $"This is not the JSON of a dashboard, at {error.Path ?? "$"}, line {(error.LineNumber ?? 0) + 1}."
            );
        }
    }

    private static string? FaultOf(DashboardDocument document)
    {
        if (document.Version != 1)
            return $"version {document.Version} is unknown: it is 1.";
        if (document.Desk is null || !Id().IsMatch(document.Desk))
            return "desk is no desk's id.";
        if (document.Sections is not { Count: <= MostSections } sections)
            return $"sections is a list of at most {MostSections}.";
        if (sections.Sum(section => section?.Cards?.Count ?? 0) > MostCards)
            return $"A dashboard has at most {MostCards} cards.";
        return sections
            .Select((section, at) => FaultOf(section, $"sections[{at}]"))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(DashboardSection? section, string path)
    {
        if (section is not { Title: { Length: <= LongestName } title, Cards: { } cards } || title.Any(char.IsControl))
            return $"{path} has a title of at most {LongestName} signs, and cards.";
        return cards
            .Select((card, at) => FaultOf(card, $"{path}.cards[{at}]"))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? FaultOf(DashboardCard? card, string path) =>
        card?.Kpi is null || !Id().IsMatch(card.Kpi) ? $"{path}.kpi is no KPI's id."
        : !Sizes.Contains(card.Size) ? $"{path}.size is one of {string.Join(", ", Sizes)}."
        : !Charts.Contains(card.Chart) ? $"{path}.chart is one of {string.Join(", ", Charts)}."
        : card.Breakdown is not null && !Dimension.IsName(card.Breakdown)
            ? $"{path}.breakdown is null or one of {string.Join(", ", Dimension.All)}, or of the desk's own."
        : null;

    [GeneratedRegex("^[a-z0-9-]{1,60}\\z")]
    private static partial Regex Id();
}

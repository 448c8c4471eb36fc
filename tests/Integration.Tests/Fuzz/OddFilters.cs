using System.Globalization;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>Filter texts: right ones, nearly right ones, deep ones and dear ones.</summary>
internal static class OddFilters
{
    private static readonly string[] Columns =
    [
        "id",
        "title",
        "priority",
        "openedAt",
        "dueAt",
        "escalated",
        "own",
        "part",
        "any",
        "team",
        "nothing",
    ];
    private static readonly string[] Signs = ["=", "!=", "<", "<=", ">", ">=", "~", "==", "in", "is", "between"];
    private static readonly string[] Words = ["and", "or", "not", "(", ")", ",", "\"", "empty", "not empty", ""];

    public static string Of(Odd odd) =>
        odd.Below(5) switch
        {
            0 => Test(odd),
            1 => string.Join(
                odd.In100(50) ? " and " : " or ",
                Enumerable.Range(0, odd.Below(40)).Select(_ => Test(odd))
            ),
            2 => new string('(', odd.Below(300)) + Test(odd) + new string(')', odd.Below(300)),
            3 => string.Join(' ', Enumerable.Range(0, odd.Below(30)).Select(_ => odd.Of(Words) + Test(odd))),
            _ => string.Concat(Enumerable.Repeat("any ~ \"a\" or ", odd.Below(800))) + "any ~ b",
        };

    private static string Test(Odd odd) => $"{odd.Of(Columns)} {odd.Of(Signs)} {Value(odd)}";

    private static string Value(Odd odd) =>
        odd.Below(4) switch
        {
            0 => odd.Below(9).ToString(CultureInfo.InvariantCulture),
            1 => odd.Instant(DateTime.UtcNow),
            2 => $"\"{odd.Text(200).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            _ => odd.Text(200),
        };
}

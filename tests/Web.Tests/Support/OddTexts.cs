namespace Apollo.Web.Tests.Support;

/// <summary>Texts that files and feeds stumble over.</summary>
internal static class OddTexts
{
    /// <summary>All of them; what a file cannot hold is said beside it, where it is another text.</summary>
    public static readonly (string Text, string? Held)[] All =
    [
        ("plain", null),
        ("say \"hello\", twice; or 'so'", null),
        ("two\nlines", null),
        ("semi;colon,comma\ttab", null),
        ("=HYPERLINK(\"http://x\",\"y\")", null),
        ("+1", null),
        ("-1", null),
        ("@SUM(A1)", null),
        ("＝1+1", null),
        ("'quoted' by its author", null),
        ("007", null),
        ("1e5", null),
        ("12/3", null),
        ("2026-03-02", null),
        ("TRUE", null),
        ("1,5", null),
        ("1.5", null),
        ("€ 1.234,50", null),
        ("_x0041_", null),
        ("emoji 😀 and مرحبا بالعالم", null),
        ("e\u0301 é ﷺ İıŞş", null),
        ("\u202eback", null),
        ("<script>alert(1)</script> &amp; ]]>", null),
        ("bell \u0007 and \ufffe", "bell \ufffd and \ufffd"),
        ("{\"a\":[1]} \\n \\, \\;", null),
        ("BEGIN:VEVENT", null),
        (new string('x', 3_000), null),
    ];
}

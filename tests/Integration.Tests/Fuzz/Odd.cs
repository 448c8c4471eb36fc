using System.Globalization;
using System.Text;

namespace Apollo.Integration.Tests.Fuzz;

/// <summary>Odd values of every kind, the same for the same seed.</summary>
internal sealed class Odd(int seed)
{
    private static readonly string[] Known =
    [
        "",
        " ",
        "null",
        "undefined",
        "NaN",
        "-0",
        "0",
        "1",
        "-1",
        "1e999",
        "2147483648",
        "99999999999999999999",
        "0x10",
        "true",
        "é",
        "e\u0301",
        "\u0000",
        "\u0001\u000b\u001b[31m",
        "\r\nX-Forged: yes",
        "a\n[00:00:00 FTL] forged",
        "\u202egnp.exe",
        "\ufeff",
        "\ufffe",
        "\ud83d\ude00",
        "\u2028\u2029",
        "ﷺ",
        "İıŞş",
        "../../etc/passwd",
        "..%2f..%2f",
        "%",
        "%zz",
        "%00",
        "%c0%ae",
        "'; DROP TABLE tickets; --",
        "\"\"\"",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}",
        "=1+1",
        "(none)",
        "__proto__",
        "9999-12-31T23:59:59.9999999Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "2026-02-31",
        "2026-03-29T02:30:00+01:00",
        "20226-12-01T00:00:00Z",
        "yesterday",
    ];
    private readonly Random random = new(seed);

    /// <summary>A number from 0, below a bound.</summary>
    public int Below(int bound) => random.Next(bound);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool In100(int cases) => random.Next(100) < cases;

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[random.Next(several.Count)];

    /// <summary>Bytes without a meaning.</summary>
    public byte[] Bytes(int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>A text: a known trap, any characters at all (lone surrogates too), or a long one.</summary>
    public string Text(int longest = 20_000) =>
        random.Next(10) switch
        {
            < 6 => Of(Known),
            < 8 => Of(Known) + Of(Known),
            < 9 => Any(random.Next(40)),
            _ => new StringBuilder().Insert(0, Any(1 + random.Next(8)), random.Next(longest / 8)).ToString(),
        };

    /// <summary>A text in valid Unicode: every character, no half of a pair.</summary>
    public string ValidText(int longest = 20_000) =>
        string.Concat(Text(longest).EnumerateRunes().Select(rune => rune.ToString()));

    /// <summary>An instant near a moment, or at the ends of the calendar.</summary>
    public string Instant(DateTime near) =>
        In100(70)
            ? near.AddMinutes(random.Next(-20_000, 20_000)).ToString("O", CultureInfo.InvariantCulture)
            : Of(Known);

    private string Any(int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
            text.Append((char)random.Next(In100(50) ? 0x80 : 0x10000));
        return text.ToString();
    }
}

using System.Globalization;
using System.Text;

namespace Apollo.Grains.Locations;

/// <summary>Codes of locations: three capital letters of the name, such as LYO for Lyon.</summary>
internal static class LocationCodes
{
    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>
    /// The first three letters or digits; where another location has them, the first with two others of the name, then
    /// with any.
    /// </summary>
    public static string Of(string name, IReadOnlySet<string> taken)
    {
        var letters = Letters(name);
        return Candidates(letters).First(code => !taken.Contains(code));
    }

    private static IEnumerable<string> Candidates(string letters)
    {
        yield return letters.Length <= 3 ? letters : letters[..3];
        for (var third = 2; third < letters.Length; third++)
        for (var second = 1; second < third; second++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{letters[0]}{letters[second]}{letters[third]}");
        foreach (var second in Signs)
        foreach (var third in Signs)
            yield return $"{letters[0]}{second}{third}";
        foreach (var first in Signs)
        foreach (var second in Signs)
        foreach (var third in Signs)
            yield return $"{first}{second}{third}";
    }

    /// <summary>Letters and digits of the Latin alphabet, marks taken off; an X where there is none.</summary>
    private static string Letters(string name)
    {
        var letters = new string([
            .. name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant),
        ]);
        return letters.Length == 0 ? "X" : letters;
    }
}

using Apollo.Model;

namespace Apollo.Grains.Catalogue;

/// <summary>The words that a unit has beside a number.</summary>
internal static class Units
{
    private const string Per = "per ";

    /// <summary>Words of a unit such as <c>tickets</c>, <c>tickets per day</c>, <c>percent</c>.</summary>
    /// <param name="unit">Unit of the contract.</param>
    /// <param name="word">The word after the number, where it is not the unit's.</param>
    /// <param name="isInTitle">The title names it: no word stands after the number.</param>
    public static UnitWords Words(string unit, string? word, bool isInTitle)
    {
        // A percent sign and the letters of a time are part of the number.
        if (unit is "percent" or "seconds")
            return new(null, null, "", "");
        var per = unit.IndexOf(Per, StringComparison.Ordinal);
        var one = per < 0 && unit.EndsWith('s') ? unit[..^1] : unit;
        if (isInTitle)
            return new(null, null, one, unit);
        word ??= per < 0 ? null : $"/ {unit[(per + Per.Length)..]}";
        return new(word ?? one, word ?? unit, one, unit);
    }
}

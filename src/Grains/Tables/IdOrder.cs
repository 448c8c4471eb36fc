namespace Apollo.Grains.Tables;

/// <summary>
/// The order of ids as people count: INC9 before INC10. Two ids are alike only where they are the same.
/// </summary>
internal static class IdOrder
{
    /// <summary>Compares two ids; null comes first.</summary>
    public static int Compare(string? one, string? other)
    {
        if (one is null || other is null)
            return string.CompareOrdinal(one, other);
        var (i, j) = (0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (!char.IsAsciiDigit(one[i]) || !char.IsAsciiDigit(other[j]))
            {
                if (one[i] != other[j])
                    return one[i] - other[j];
                (i, j) = (i + 1, j + 1);
                continue;
            }
            var a = Digits(one, ref i);
            var b = Digits(other, ref j);
            if (a.Length != b.Length)
                return a.Length - b.Length;
            if (a.SequenceCompareTo(b) is not 0 and var sign)
                return sign;
        }
        return (one.Length - i) - (other.Length - j) is not 0 and var rest ? rest : string.CompareOrdinal(one, other);
    }

    /// <summary>The digits from a place on, without zeros before them; the place moves behind them.</summary>
    private static ReadOnlySpan<char> Digits(string id, ref int at)
    {
        var start = at;
        while (at < id.Length && char.IsAsciiDigit(id[at]))
            at++;
        return id.AsSpan(start, at - start).TrimStart('0');
    }
}

namespace Apollo.Grains.History;

/// <summary>
/// How numbers are written as whole ones: times a power of ten, where that holds all of them exactly; else by the bits
/// they are made of.
/// </summary>
/// <param name="Decimals">0 to 9; <see cref="Bits"/>.</param>
internal readonly record struct NumberScale(byte Decimals)
{
    /// <summary>Stands for the bits.</summary>
    public const byte Bits = 15;

    private const double MostExact = 1L << 53;
    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// <summary>The least scale that holds numbers exactly.</summary>
    public static NumberScale Of(IEnumerable<double> numbers)
    {
        byte decimals = 0;
        var largest = 0d;
        foreach (var number in numbers)
        {
            largest = Math.Max(largest, Math.Abs(number));
            while (!Holds(number, decimals))
                if (++decimals == Powers.Length)
                    return new NumberScale(Bits);
        }
        // The decimals of one may be too many for another that came before.
        return new NumberScale(largest * Powers[decimals] <= MostExact ? decimals : Bits);
    }

    /// <exception cref="InvalidDataException">There is no such scale.</exception>
    public static NumberScale Read(byte decimals) =>
        decimals < Powers.Length || decimals == Bits
            ? new NumberScale(decimals)
            : throw new InvalidDataException($"There is no scale {decimals}.");

    public long ToWhole(double number) =>
        Decimals == Bits ? BitConverter.DoubleToInt64Bits(number) : (long)Math.Round(number * Powers[Decimals]);

    public double ToNumber(long whole) =>
        Decimals == Bits ? BitConverter.Int64BitsToDouble(whole) : whole / Powers[Decimals];

    private static bool Holds(double number, byte decimals)
    {
        var scaled = Math.Round(number * Powers[decimals]);
        return Math.Abs(scaled) <= MostExact && scaled / Powers[decimals] == number;
    }
}

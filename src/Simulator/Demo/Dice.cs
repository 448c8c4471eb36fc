using System.Security.Cryptography;
using System.Text;

namespace Apollo.Simulator.Demo;

/// <summary>All chance of a demo desk, from one seed: the same seed and the same start give the same desk.</summary>
internal sealed class Dice(int seed)
{
#pragma warning disable CA5394 // A demo, not a secret; a seeded generator is the point.
    private readonly Random random = new(seed);

    public double Next() => random.NextDouble();

    public int Below(int limit) => random.Next(limit);
#pragma warning restore CA5394

    public bool Chance(double probability) => Next() < probability;

    public double Between(double from, double to) => from + (Next() * (to - from));

    /// <summary>A waiting time with the given mean.</summary>
    public double Wait(double mean) => -Math.Log(1 - Next()) * mean;

    public T One<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>One of the candidates, in proportion to their weights; default where none weighs anything.</summary>
    public T? Weighed<T>(IReadOnlyList<T> candidates, Func<T, double> weight)
    {
        Span<double> weights =
            candidates.Count <= 512 ? stackalloc double[candidates.Count] : new double[candidates.Count];
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
            total += weights[i] = weight(candidates[i]);
        if (total <= 0)
            return default;
        var point = Next() * total;
        for (var i = 0; i < weights.Length; i++)
            if ((point -= weights[i]) < 0)
                return candidates[i];
        return default;
    }

    /// <summary>
    /// A trait of a ticket, 0 to 1, that follows from its id alone, so that a desk taken up again from its database has
    /// the same slow and awkward tickets as before.
    /// </summary>
    public static double Trait(string id, string trait)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(trait + id), hash);
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
    }
}

using System.Security.Cryptography;

namespace Apollo.Grains.Displays;

/// <summary>
/// The codes of the televisions that wait. A code only names a television for ten minutes; what stands for it is its
/// secret. Bounded: by address, and in all.
/// </summary>
internal sealed class PairingCodes
{
    /// <summary>No two of these look alike on a television: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V.</summary>
    public const string Signs = "ACDEFHJKMNPRTWXY3479";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);
    private const int Most = 1_000;
    private readonly Dictionary<string, Waiting> bySecret = new(StringComparer.Ordinal);

    /// <summary>The open code of a television; null where it has none (any more).</summary>
    public Waiting? Of(string secretHash, DateTime now) =>
        bySecret.GetValueOrDefault(secretHash) is { } waiting && now < waiting.ExpiresAt ? waiting : null;

    /// <summary>The code of a television, a new one where it has none; null = too many are open.</summary>
    public Waiting? Ask(string secretHash, string address, DateTime now)
    {
        if (Of(secretHash, now) is { } open)
            return open;
        foreach (var (secret, ended) in bySecret.Where(pair => now >= pair.Value.ExpiresAt).ToList())
            bySecret.Remove(secret, out _);
        if (
            bySecret.Count >= Most
            || bySecret.Values.Count(waiting => waiting.Address == address) >= IDisplaysGrain.CodesOfAddress
        )
            return null;
        string code;
        do code = RandomNumberGenerator.GetString(Signs, IDisplaysGrain.CodeLength);
        while (bySecret.Values.Any(waiting => waiting.Code == code));
        return bySecret[secretHash] = new Waiting(code, address, now + Lifetime);
    }

    /// <summary>The television that shows a code; null where none does.</summary>
    /// <param name="typed">Case, spaces and dashes do not matter.</param>
    /// <param name="now">Now, UTC.</param>
    public string? Find(string typed, DateTime now)
    {
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return bySecret.FirstOrDefault(pair => pair.Value.Code == code && now < pair.Value.ExpiresAt).Key;
    }

    /// <summary>A television waits no longer.</summary>
    public void End(string secretHash) => bySecret.Remove(secretHash);

    /// <param name="Code">What it shows.</param>
    /// <param name="Address">Where it asked from.</param>
    /// <param name="ExpiresAt">When the code ends, UTC.</param>
    public sealed record Waiting(string Code, string Address, DateTime ExpiresAt);
}

/// <summary>The wrong codes of the last minute, by who typed them.</summary>
internal sealed class WrongCodes
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Queue<DateTime>> byCaller = new(StringComparer.Ordinal);

    /// <summary>Whether a caller's codes are looked at.</summary>
    public bool MayTry(string caller, DateTime now)
    {
        foreach (var (name, old) in byCaller.ToList())
        {
            while (old.TryPeek(out var first) && now - first >= Span)
                old.Dequeue();
            if (old.Count == 0)
                byCaller.Remove(name);
        }
        return !byCaller.TryGetValue(caller, out var wrong) || wrong.Count < IDisplaysGrain.WrongCodes;
    }

    /// <summary>A code was wrong.</summary>
    public void Add(string caller, DateTime now)
    {
        if (!byCaller.TryGetValue(caller, out var wrong))
            byCaller[caller] = wrong = new Queue<DateTime>();
        wrong.Enqueue(now);
    }
}

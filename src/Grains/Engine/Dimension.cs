using Apollo.Model;

namespace Apollo.Grains.Engine;

/// <summary>One thing that numbers are broken down by.</summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Name">Its name on the wire, see <see cref="Dimension"/>.</param>
/// <param name="Value">What a row has there; null = nothing.</param>
public sealed record Dimension<TRow>(string Name, Func<TRow, string?> Value)
    where TRow : class, ISliceRow
{
    /// <summary>The group a row falls in; <see cref="Dimension.NoValue"/> where it has no value.</summary>
    public string Group(TRow row) => Value(row) ?? Dimension.NoValue;
}

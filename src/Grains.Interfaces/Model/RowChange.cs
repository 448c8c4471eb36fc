namespace Apollo.Model;

/// <summary>
/// One row change of a slice: entered (<see cref="Before"/> null), left (<see cref="After"/> null), or changed.
/// </summary>
/// <typeparam name="TRow"><see cref="Ticket"/> or <see cref="Intervention"/>.</typeparam>
/// <param name="Before">The row as it was held: equal to what was given out before. Null = it was not held.</param>
/// <param name="After">The row as it is now. Null = it is no longer held.</param>
[GenerateSerializer, Immutable, Alias("apollo.RowChange`1")]
public readonly record struct RowChange<TRow>([property: Id(0)] TRow? Before, [property: Id(1)] TRow? After)
    where TRow : class, ISliceRow;

namespace Apollo.Model;

/// <summary>What every row of a slice has, whatever it describes.</summary>
public interface ISliceRow
{
    /// <summary>The id people quote; unique in the slice, compared ordinally.</summary>
    string Id { get; }

    /// <summary>The ITSM's latest stamp on this row, UTC, to the millisecond.</summary>
    DateTime UpdatedAt { get; }

    /// <summary>
    /// The group this row falls in for a dimension (see <see cref="Dimension"/>); <c>(none)</c> where the row has no
    /// value.
    /// </summary>
    /// <param name="dimension">A dimension that <see cref="Dimension.Of{TRow}"/> lists for this kind of row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The row has no such dimension.</exception>
    string Group(string dimension);
}

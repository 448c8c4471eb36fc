namespace Apollo.Model;

/// <summary>What every row of a slice has, whatever it describes.</summary>
public interface ISliceRow
{
    /// <summary>The id people quote; unique in the slice, compared ordinally.</summary>
    string Id { get; }

    /// <summary>The ITSM's latest stamp on this row, UTC, to the millisecond.</summary>
    DateTime UpdatedAt { get; }
}

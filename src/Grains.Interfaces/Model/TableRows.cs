using System.Collections.Immutable;

namespace Apollo.Model;

/// <summary>Rows of a data table. In JSON an array of objects, one name per column.</summary>
/// <param name="Columns">Names of the columns, camelCase.</param>
/// <param name="Rows">Cells in the columns' order: string, double, <see cref="DateTime"/> (UTC), bool or null.</param>
[GenerateSerializer, Immutable, Alias("apollo.TableRows")]
public sealed record TableRows(
    [property: Id(0)] ImmutableArray<string> Columns,
    [property: Id(1)] ImmutableArray<ImmutableArray<object?>> Rows
)
{
    /// <summary>No rows.</summary>
    public static TableRows None { get; } = new([], []);
}

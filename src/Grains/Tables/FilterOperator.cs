using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>The tests of the filter grammar.</summary>
internal enum FilterOperator
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
    Contains,
}

/// <summary>Turns the sign of a comparison into yes or no.</summary>
internal static class Comparison
{
    public static Func<int, bool> Of(FilterOperator test, string? column = null) =>
        test switch
        {
            FilterOperator.Equal => sign => sign == 0,
            FilterOperator.NotEqual => sign => sign != 0,
            FilterOperator.Less => sign => sign < 0,
            FilterOperator.AtMost => sign => sign <= 0,
            FilterOperator.More => sign => sign > 0,
            FilterOperator.AtLeast => sign => sign >= 0,
            _ => throw new TableQueryException(
                $"Column '{column}' is no text: '~' (contains) does not fit; use = != < <= > >= or between."
            ),
        };
}

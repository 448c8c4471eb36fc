using Apollo.Grains.Engine;
using Apollo.Model;

namespace Apollo.Grains.Tables;

/// <summary>One parse of one filter, by recursive descent; the grammar stands at <see cref="Filter"/>.</summary>
internal sealed class FilterParser<TRow>
    where TRow : class, ISliceRow
{
    private const int DepthLimit = 50;

    /// <summary>Most comparisons a row costs.</summary>
    private const int CostLimit = 500;
    private readonly IReadOnlyList<Column<TRow>> columns;
    private readonly List<FilterToken> tokens;
    private readonly string? me;
    private int next;
    private int depth;
    private int cost;

    public FilterParser(string text, IReadOnlyList<Column<TRow>> columns, string? me) =>
        (this.columns, tokens, this.me) = (columns, FilterToken.Cut(text), me);

    public Func<Counted<TRow>, bool> Parse()
    {
        var test = Any();
        return Peek.Kind == TokenKind.End ? test : throw Unexpected("'and', 'or' or the end");
    }

    private FilterToken Peek => tokens[next];

    private Func<Counted<TRow>, bool> Any()
    {
        if (++depth > DepthLimit)
            throw new TableQueryException($"The filter nests deeper than {DepthLimit} brackets.");
        var test = All();
        while (TakeWord("or"))
        {
            var (left, right) = (test, All());
            test = row => left(row) || right(row);
        }
        depth--;
        return test;
    }

    private Func<Counted<TRow>, bool> All()
    {
        var test = One();
        while (TakeWord("and"))
        {
            var (left, right) = (test, One());
            test = row => left(row) && right(row);
        }
        return test;
    }

    private Func<Counted<TRow>, bool> One()
    {
        if (TakeWord("not"))
        {
            if (++depth > DepthLimit)
                throw new TableQueryException($"The filter nests deeper than {DepthLimit} brackets.");
            var test = One();
            depth--;
            return row => !test(row);
        }
        if (Peek.Kind != TokenKind.Open)
            return Test();
        next++;
        var inner = Any();
        Take(TokenKind.Close, "')'");
        return inner;
    }

    private Func<Counted<TRow>, bool> Test()
    {
        var name = Take(TokenKind.Word, "a column's name");
        if ((cost += name.Text == "any" ? columns.Count : 1) > CostLimit)
            throw new TableQueryException(
                "The filter makes too many tests of each row: join values of a column by 'in', and use 'any' less."
            );
        if (name.Text == "any")
        {
            if (Take(TokenKind.Sign, "'~'").Text != "~")
                throw new TableQueryException("'any' takes only '~': any ~ \"printer\".");
            var text = new Sought(Value().Text);
            var texts = columns.OfType<TextColumn<TRow>>().ToArray();
            return row => Array.Exists(texts, column => column.Contains(row, text));
        }
        var column = Columns.Find(columns, name.Text);
        if (TakeWord("is"))
        {
            var wanted = !TakeWord("not");
            if (!TakeWord("empty"))
                throw Unexpected("'empty'");
            return row => column.IsEmpty(row) == wanted;
        }
        if (TakeWord("between"))
        {
            var from = column.Test(FilterOperator.AtLeast, Value());
            if (!TakeWord("and"))
                throw Unexpected("'and'");
            var to = column.Test(FilterOperator.AtMost, Value());
            return row => from(row) && to(row);
        }
        if (TakeWord("in"))
            return In(column);
        var sign = Sign();
        return column.Test(sign, sign is FilterOperator.Equal or FilterOperator.NotEqual ? Value(column) : Value());
    }

    private Func<Counted<TRow>, bool> In(Column<TRow> column)
    {
        Take(TokenKind.Open, "'('");
        var tests = new List<Func<Counted<TRow>, bool>> { column.Test(FilterOperator.Equal, Value(column)) };
        while (Peek.Kind == TokenKind.Comma)
        {
            next++;
            tests.Add(column.Test(FilterOperator.Equal, Value(column)));
        }
        Take(TokenKind.Close, "',' or ')'");
        return row => tests.Exists(test => test(row));
    }

    private FilterOperator Sign() =>
        Take(TokenKind.Sign, "one of = != < <= > >= ~ in between is").Text switch
        {
            "=" => FilterOperator.Equal,
            "!=" => FilterOperator.NotEqual,
            "<" => FilterOperator.Less,
            "<=" => FilterOperator.AtMost,
            ">" => FilterOperator.More,
            ">=" => FilterOperator.AtLeast,
            "~" => FilterOperator.Contains,
            var sign => throw new TableQueryException($"'{sign}' is no test: use = != < <= > >= or ~."),
        };

    /// <summary>A value of a column; of people the word <c>me</c> is who asks, and <c>"me"</c> a name.</summary>
    private Literal Value(Column<TRow> column)
    {
        if (Peek is not { Kind: TokenKind.Word, Text: RowsQuery.MeWord } || !Dimension.IsByPerson(column.Name))
            return Value();
        next++;
        return new Literal(
            me
                ?? throw new TableQueryException(
                    $"'{column.Name} = {RowsQuery.MeWord}': you are nobody in this desk's ITSM. An administrator "
                        + "can say which name there is yours."
                )
        );
    }

    private Literal Value() =>
        Peek.Kind is TokenKind.Word or TokenKind.Text ? new(tokens[next++].Text) : throw Unexpected("a value");

    private bool TakeWord(string word)
    {
        if (Peek.Kind != TokenKind.Word || !Peek.Text.Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        next++;
        return true;
    }

    private FilterToken Take(TokenKind kind, string wanted) =>
        Peek.Kind == kind ? tokens[next++] : throw Unexpected(wanted);

    private TableQueryException Unexpected(string wanted) =>
        new($"The filter has '{Peek.Text}' at position {Peek.At + 1} where {wanted} is expected.");
}

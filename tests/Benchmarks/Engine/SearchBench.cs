using System.Globalization;
using Apollo.Grains.Engine;
using Apollo.Grains.Kinds;
using Apollo.Grains.Rows;
using Apollo.Model;

namespace Apollo.Benchmarks.Engine;

/// <summary>
/// <c>search [rows]</c>: the header's search by text over all tickets held, as the silo answers it anew after each
/// change: the first rows of those that match, beside the same with all that match in order, in turn.
/// </summary>
internal static class SearchBench
{
    private const int Rounds = 40;
    private const int First = 500;
    private static readonly string[] Things =
    [
        "Printer on the third floor",
        "Laptop does not start",
        "VPN drops every hour",
        "Größe des Postfachs überschritten",
        "New badge for a colleague",
    ];

    public static Task<int> RunAsync(string[] args)
    {
        var number = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500_000;
        Console.WriteLine($"{Machine.Words}; {number:N0} tickets, {Rounds} times each");
        Console.WriteLine();
        var random = new Random(3);
        var rows = new CountedRows<Ticket>();
        rows.Load(
            new DeskHistory(number).Tickets.Select(
                (ticket, index) =>
                    new Counted<Ticket>(
                        ticket with
                        {
                            Title = $"{Things[random.Next(Things.Length)]} ({index})",
                            Requester = $"Person {random.Next(5_000)}",
                            Url = $"https://itsm.example.com/tickets/{index}",
                        }
                    )
            )
        );
        Console.WriteLine(
            "| what is searched for | rows that match | the first, p50 ms | p99 ms | all in order, p50 ms | p99 |"
        );
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        Measure("one ticket", $"({number - 7})");
        Measure("nothing", "nowhere at all");
        Measure("one in five", "printer");
        Measure("one in five, with an accent", "große");
        Measure("nearly all", "e");
        return Task.FromResult(0);

        void Measure(string what, string text)
        {
            var query = new RowsQuery { Filter = $"any ~ \"{text}\"", Limit = 30 };
            var (first, whole) = (new double[Rounds], new double[Rounds]);
            Once(query, First);
            Once(query, int.MaxValue);
            var total = 0;
            for (var round = 0; round < Rounds; round++)
            {
                (first[round], total) = Once(query, First);
                (whole[round], _) = Once(query, int.MaxValue);
            }
            Array.Sort(first);
            Array.Sort(whole);
            Console.WriteLine(
                $"| {what} | {total:N0} | {first[Rounds / 2]:0} | {first[^1]:0} "
                    + $"| {whole[Rounds / 2]:0} | {whole[^1]:0} |"
            );
        }

        (double Took, int Total) Once(RowsQuery query, int most)
        {
            var begun = TimeProvider.System.GetTimestamp();
            var arranged = Arrangement<Ticket>.Of(
                rows.At(rows.Step).Select(row => new Counted<Ticket>(row.Value, row.Key.Part)),
                TicketRows.Kind.Columns,
                query,
                DeskHistory.Calendar,
                ownIsSeconds: false,
                most
            );
            return (TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds, arranged.Total);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Apollo.Cards;
using Apollo.Model;
using Apollo.Web.Api;
using Apollo.Web.Displays;
using Apollo.Web.Hubs;
using Apollo.Web.Messages;
using Apollo.Web.Tables;

namespace Apollo.Web.Tests.Wire;

/// <summary>
/// The client's types of the wire are made of the server's records. With <c>APOLLO_WRITE_TYPES=1</c> the test writes
/// them; without, it fails where they differ.
/// </summary>
public class ClientTypes
{
    private const string Head = """
        // Made of the server's records by tests/Web.Tests/Wire; do not edit.
        // After a change there: APOLLO_WRITE_TYPES=1 dotnet test tests/Web.Tests --filter ClientTypes
        // Times are ISO 8601 UTC; durations are seconds, or hh:mm:ss.

        /** A cell as it comes. */
        export type CellValue = string | number | boolean | null;

        /** A ticket or an intervention, by the names of its columns. */
        export type Row = Readonly<Record<string, CellValue>> & { readonly id: string };


        """;

    [Fact]
    public void The_types_of_the_client_are_those_of_the_servers_records()
    {
        var types = new TypeScriptTypes(
            new JsonSerializerOptions(CardJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }
        );
        types.AddMessages("HubMessages", typeof(IDeskClient));
        foreach (
            var answer in (Type[])
                [
                    typeof(DeskAnswer),
                    typeof(KpiDefinition),
                    typeof(KpiResult),
                    typeof(PerformanceTable),
                    typeof(RowsPage),
                    typeof(ValueCount),
                    typeof(KpiMoves),
                    typeof(TicketAnswer),
                    typeof(ScheduleEntry),
                    typeof(DeskHealth),
                    typeof(KpiHistory),
                    typeof(KpiLimits),
                    typeof(Trends),
                    typeof(Ahead),
                    typeof(FlowReport),
                    typeof(ArrivalsReport),
                    typeof(DurationsReport),
                    typeof(AgeingReport),
                    typeof(SlaReport),
                    typeof(ReportSchedule),
                    typeof(ArchivedReport),
                    typeof(ReportCheck),
                    typeof(PeriodRows),
                    typeof(ShippedSystem),
                    typeof(CheckStep),
                    typeof(PairingAnswer),
                    typeof(DisplayBeat),
                ]
        )
            types.Add(answer);
        var made = Head + types;
        var file = ClientFile();
        if (Environment.GetEnvironmentVariable("APOLLO_WRITE_TYPES") == "1")
            File.WriteAllText(file, made);

        // Where lines break is Prettier's business.
        Assert.Equal(Words(made), Words(File.ReadAllText(file)));
    }

    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace("= | '", "= '", StringComparison.Ordinal);

    private static string ClientFile([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../client/src/shared/wire/generated.ts"));
}

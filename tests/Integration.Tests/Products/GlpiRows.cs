namespace Apollo.Integration.Tests.Products;

/// <summary>Rows as the plain read takes them.</summary>
internal sealed partial class GlpiTables
{
    private sealed class Row
    {
        public uint Id { get; set; }
        public uint Entity { get; set; }
        public string? Name { get; set; }
        public DateTime? Date { get; set; }
        public DateTime? Closed { get; set; }
        public DateTime? Solved { get; set; }
        public DateTime? Changed { get; set; }
        public int Status { get; set; }
        public int Priority { get; set; }
        public int Category { get; set; }
        public DateTime? Due { get; set; }
        public int Place { get; set; }
        public DateTime? Responded { get; set; }
        public int Way { get; set; }
        public int Type { get; set; }
        public int Sla { get; set; }
        public DateTime? Own { get; set; }
        public int Waited { get; set; }
    }

    private sealed class Log
    {
        public string Type { get; set; } = "";
        public uint Item { get; set; }
        public int Was { get; set; }
        public int Now { get; set; }
        public DateTime At { get; set; }
    }

    private sealed class Actor
    {
        public uint Item { get; set; }
        public int Who { get; set; }
        public int Type { get; set; }
    }

    private sealed class Work
    {
        public uint Id { get; set; }
        public uint Ticket { get; set; }
        public DateTime? Start { get; set; }
        public DateTime? Ending { get; set; }
        public int State { get; set; }
        public int Who { get; set; }
        public int Team { get; set; }
        public DateTime? Changed { get; set; }
    }
}

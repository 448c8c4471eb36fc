using System.Diagnostics;

namespace Apollo.Integration.Tests.Products;

/// <summary>
/// The people of a real product: a script that works with it through its own interface, line by line.
/// </summary>
internal sealed class ProductPeople : IAsyncDisposable
{
    /// <summary>How long a product may take for anything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);
    private readonly Process script;

    private ProductPeople(Process script) => this.script = script;

    /// <summary>Ids of the tickets that they filled it with, by the script's names for them.</summary>
    public IReadOnlyDictionary<string, string> Made { get; private set; } = new Dictionary<string, string>();

    /// <summary>Starts the script, and waits until it has filled the product.</summary>
    public static async Task<ProductPeople> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        var people = new ProductPeople(Process.Start(start)!);
        try
        {
            var filled = (await people.LineAsync()).Split(' ');
            Assert.Equal("filled", filled[0]);
            people.Made = filled.Skip(1).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
            return people;
        }
        catch
        {
            await people.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has them do one of the things that stand at the script's end, such as <c>answer ID</c>.</summary>
    public async Task DoAsync(string what)
    {
        await script.StandardInput.WriteLineAsync(what);
        await script.StandardInput.FlushAsync();
        Assert.Equal("done", await LineAsync());
    }

    public ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        if (!script.WaitForExit(5_000))
            script.Kill(entireProcessTree: true);
        script.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> LineAsync() =>
        await script.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException("The product's script ended: its errors stand in the output.");
}

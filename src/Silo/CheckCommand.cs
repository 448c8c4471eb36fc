using Apollo.Grains;
using Apollo.Grains.Configuration;
using Apollo.Grains.Itsm;
using Apollo.Hosting;
using Apollo.Model;

namespace Apollo.Silo;

/// <summary>
/// <c>check [--desk ID]</c>: says line by line what is right and wrong with the ITSM of each desk, whether Apollo runs
/// meanwhile or not; it writes nothing.
/// </summary>
public static class CheckCommand
{
    private const string Usage = "Usage: check [--desk ID]";
    private const string NoDesk =
        "no desk is configured (Apollo:Desks in appsettings.json of this folder, or Apollo__Desks__0__Id in the "
        + "environment): what follows is the demo desk, which is there after the first start";

    /// <summary>Runs it.</summary>
    /// <param name="args">Desk, then configuration as at the start of a silo.</param>
    /// <param name="output">Where the lines go; null = the console.</param>
    /// <returns>0: nothing is wrong. 1: something is. 2: the command is not understood.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter? output = null)
    {
        output ??= Console.Out;
        string? desk = null;
        var rest = args;
        if (args is ["--desk", var id, .. var others])
            (desk, rest) = (id, others);
        if (rest is ["--desk"])
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }
        using var ending = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            ending.Cancel();
        };
        try
        {
            var builder = WebApplication.CreateBuilder(rest);
            Settings.Check(builder.Configuration);
            var desks = DeskList.Read(
                builder.Configuration,
                builder.Services.AddApolloKpis(),
                SiloHosting.DemoFile(builder)
            );
            var chosen = desks.All.Where(one => desk is null || one.Info.Id == desk).ToList();
            if (chosen.Count == 0)
                throw new ConfigurationException(
                    $"there is no desk '{desk}': {string.Join(", ", desks.All.Select(one => one.Info.Id))}."
                );
            if (!builder.Configuration.GetSection("Apollo:Desks").GetChildren().Any())
                await output.WriteLineAsync(new CheckLine(CheckVerdict.Note, NoDesk).ToString());
            var wrong = 0;
            foreach (var one in chosen)
            {
                await output.WriteLineAsync($"Desk {one.Info.Id}, {one.Itsm}");
                await foreach (var line in new MappingCheck(one.Itsm, TimeProvider.System).RunAsync(ending.Token))
                {
                    wrong += line.Verdict == CheckVerdict.Wrong ? 1 : 0;
                    await output.WriteLineAsync(line.ToString());
                }
            }
            return wrong == 0 ? 0 : 1;
        }
        catch (ConfigurationException error)
        {
            await output.WriteLineAsync(new CheckLine(CheckVerdict.Wrong, error.Message).ToString());
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("The check was ended.");
        }
        return 1;
    }
}

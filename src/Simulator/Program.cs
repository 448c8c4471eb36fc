using Apollo.Simulator.Commands;

if (CommandLine.AsksForHelp(args))
{
    Console.WriteLine(CommandLine.Help);
    return args.Length == 0 ? 2 : 0;
}
using var ending = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    ending.Cancel();
};
using var term = System.Runtime.InteropServices.PosixSignalRegistration.Create(
    System.Runtime.InteropServices.PosixSignal.SIGTERM,
    signal =>
    {
        signal.Cancel = true;
        ending.Cancel();
    }
);
return await Runner.RunAsync(args, Console.Out, Console.Error, TimeProvider.System, ending.Token);

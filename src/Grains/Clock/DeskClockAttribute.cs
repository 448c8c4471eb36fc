using Microsoft.Extensions.DependencyInjection;

namespace Apollo.Grains.Clock;

/// <summary>
/// Asks for the clock by which desks reckon. It is apart from the one Orleans itself runs on (call time-outs,
/// membership, jittered waits): a desk's clock that a test stops or moves by hours neither ends a call nor takes a silo
/// for dead.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class DeskClockAttribute() : FromKeyedServicesAttribute(Name)
{
    /// <summary>The key under which the clock is registered.</summary>
    public const string Name = "apollo.desk-clock";
}

using Apollo.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace Apollo.Web.Hubs;

/// <summary>For whom a method of the hub is: every one has it, and one without is for nobody.</summary>
/// <param name="who">Whom it takes.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TakesAttribute(Takes who) : Attribute
{
    /// <summary>Whom it takes.</summary>
    public Takes Who => who;
}

/// <summary>Decides for every call of the hub whether its method is for its caller.</summary>
internal sealed class HubGate : IHubFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext call,
        Func<HubInvocationContext, ValueTask<object?>> next
    ) =>
        IsFor(call, Caller.Of(call.Context.GetHttpContext()!))
            ? next(call)
            : throw new HubException("This is not for you. An administrator can give more.");

    private static bool IsFor(HubInvocationContext call, Caller caller) =>
        call.HubMethod.GetCustomAttributes(typeof(TakesAttribute), false) is [TakesAttribute rule]
        && rule.Who switch
        {
            Takes.Anyone => true,
            Takes.Known => caller.IsKnown,
            Takes.People => caller.IsPerson,
            Takes.Operators => caller.MayOperate,
            Takes.Admins => caller.IsAdmin,
            _ => false,
        };
}

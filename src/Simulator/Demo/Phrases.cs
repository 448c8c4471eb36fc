namespace Apollo.Simulator.Demo;

/// <summary>What people write on tickets.</summary>
internal static class Phrases
{
    public static readonly string[] Responses =
    [
        "Thank you, we are looking at it.",
        "Received, a colleague will call you back.",
        "We have taken this up.",
        "Seen, we check on our side first.",
    ];

    public static readonly string[] Questions =
    [
        "Could you send a screenshot of the message?",
        "Since when does this happen?",
        "When may we connect to your computer?",
        "Which colleagues see the same?",
    ];

    public static readonly string[] Replies =
    [
        "Yes, still the same this morning.",
        "It happens every four to five minutes.",
        "Here is the screenshot.",
        "Any time after lunch suits me.",
        "A colleague next to me has it too.",
        "Thank you, waiting for news.",
    ];

    public static readonly string[] Notes =
    [
        "Reproduced on a second device.",
        "Logs show nothing unusual, comparing with another site.",
        "Packet loss on the provider side confirmed, ticket open with the carrier.",
        "Rolled back the driver, watching.",
        "Part available in stock, to be fitted.",
        "Same pattern as last month, linked to the known error.",
        "Rights compared with a colleague in the same role.",
        "Tried the usual steps, no change.",
        "Vendor case opened.",
        "Called, no answer, left a message.",
    ];

    public static readonly string[] Holds =
    [
        "waiting for the requester",
        "waiting for the vendor",
        "waiting for a part",
        "waiting for approval",
        "waiting for the maintenance window",
    ];

    public static readonly string[] Solutions =
    [
        "Replaced and tested with the user.",
        "Configuration corrected, confirmed by the requester.",
        "Rights granted, works after signing in again.",
        "Driver updated, no recurrence.",
        "Carrier repaired the line.",
        "Delivered and set up.",
        "Service restarted, monitoring is green.",
    ];

    public static readonly string[] Reopenings =
    [
        "Sorry, it is back since this morning.",
        "Still not working for my colleague.",
        "Worked for a day, now the same error.",
    ];

    public static readonly string[] Visits =
    [
        "Replace the switch",
        "Access point survey",
        "Set up a workplace",
        "Repair the printer",
        "Install a video bar",
        "Fibre re-termination",
        "Swap handsets",
        "Check the rack's cooling",
        "Docking stations, 6 seats",
        "Label printers, 3 units",
        "Meeting room screen",
        "Door controller",
        "Core router upgrade",
        "Replace UPS batteries",
    ];
}

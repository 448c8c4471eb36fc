namespace Apollo.Simulator.Demo;

/// <summary>What a ticket can be about: its category and service, who solves it, and how people word it.</summary>
internal sealed record Subject(
    string Category,
    string Service,
    Team Team,
    double Share,
    string[] Incidents,
    string[] Requests
)
{
    public static readonly Subject[] All =
    [
        new(
            "Hardware",
            "Workplace devices",
            Roster.Workplace,
            .2,
            [
                "Laptop does not start after the update",
                "Docking station does not charge",
                "Screen flickers at {desk}",
                "Battery swells on a {laptop}",
                "Keyboard keys stuck on a {laptop}",
                "Projector lamp out in {room}",
                "Barcode scanner does not pair at {dock}",
                "Second screen not detected",
            ],
            [
                "Replacement laptop for a new starter",
                "Second screen for {desk}",
                "Docking stations, {n} seats",
                "Loan laptop for a trip",
                "Headset for the call centre",
                "Return of a {laptop} from a leaver",
            ]
        ),
        new(
            "Printing",
            "Printing",
            Roster.Workplace,
            .08,
            [
                "Label printer prints blank pages",
                "Printer on {floor} jams on every duplex job",
                "Badge printer ribbon not recognised",
                "Invoices print without the logo",
                "Print queue stuck on {floor}",
            ],
            ["New label printer for {dock}", "Toner for the printer on {floor}", "Badge printing for {n} visitors"]
        ),
        new(
            "Network",
            "Office network",
            Roster.Network,
            .13,
            [
                "Guest Wi-Fi login page does not load in {building}",
                "Switch port flapping on {floor}, desks 14 to 22",
                "VPN drops every few minutes",
                "No network in {room}",
                "Slow transfer between sites in the afternoon",
                "Access point offline in the canteen",
                "Packet loss on the carrier line, {building}",
            ],
            [
                "Firewall rule for the new payroll provider",
                "VPN access for a contractor",
                "Network socket at {desk}",
                "Fixed address for a scale at {dock}",
                "Wi-Fi for an event in {room}",
            ]
        ),
        new(
            "Telephony",
            "Telephony",
            Roster.Network,
            .06,
            [
                "No dial tone at reception",
                "Handset does not register on {floor}",
                "Calls drop when transferred",
                "Queue announces the wrong opening hours",
            ],
            ["Phone line move to {desk}", "Handset swap in {room}", "Hunt group for the {team} team"]
        ),
        new(
            "Email",
            "Mail and calendar",
            Roster.ServiceDesk,
            .11,
            [
                "Mail to customers bounces",
                "Shared mailbox missing after the migration",
                "Calendar invitations arrive twice",
                "Mailbox full although archived",
                "Search finds no mail older than a week",
            ],
            [
                "Shared mailbox for the {team} team",
                "Distribution list for {building}",
                "Forwarding during parental leave",
                "Room mailbox for {room}",
            ]
        ),
        new(
            "Access",
            "Identity and access",
            Roster.ServiceDesk,
            .16,
            [
                "Account locked after the password change",
                "Second factor lost with the old phone",
                "Cannot open the {team} share",
                "Badge refused at {building}",
                "Single sign-on loops on {app}",
            ],
            [
                "Access to {app} for a new starter",
                "Rights on the {team} share",
                "Extension of a contractor account",
                "New starter on Monday, all accounts",
                "Access removal for a leaver",
                "Second factor for a new phone",
            ]
        ),
        new(
            "Software",
            "Workplace software",
            Roster.ServiceDesk,
            .1,
            [
                "Spreadsheet crashes on large files",
                "Update fails with error 0x80070643",
                "PDF editor asks for a licence",
                "Browser extension blocks {app}",
                "Video call without sound in {room}",
            ],
            [
                "Licence for the drawing program",
                "Installation of the PDF editor",
                "Statistics package for the {team} team",
                "Browser extension for translators",
            ]
        ),
        new(
            "Business application",
            "Business applications",
            Roster.Applications,
            .1,
            [
                "{app} shows yesterday's stock",
                "Invoices missing from the nightly run of {app}",
                "{app} slow when posting orders",
                "Customer address saved without postcode in {app}",
                "Interface from {app} to the bank stopped",
                "Report totals differ between {app} and finance",
            ],
            [
                "New report on open orders in {app}",
                "Field for the delivery window in {app}",
                "Test copy of {app}",
                "Price list import for next quarter",
            ]
        ),
        new(
            "Server",
            "Servers and storage",
            Roster.Servers,
            .04,
            [
                "Disk almost full on the file server in {building}",
                "Nightly backup failed",
                "Virtual machine does not answer",
                "Certificate of the intranet expired",
                "Storage latency above 40 ms",
            ],
            ["Virtual machine for a project", "Restore of a folder from last week", "More space on the {team} share"]
        ),
        new(
            "Security",
            "Information security",
            Roster.Security,
            .02,
            [
                "Phishing mail reported by {n} people",
                "Malware alert on a {laptop}",
                "Unknown device on the network in {building}",
                "Sign-in from an unusual country",
            ],
            ["Review of a supplier's questionnaire", "Exception for a blocked site", "Encrypted stick for the auditors"]
        ),
    ];

    public static readonly string[] Problems =
    [
        "Recurring Wi-Fi losses in {building}",
        "Docking stations lose the network after sleep",
        "{app} slows down at month's end",
        "Print queue stalls every Monday",
        "VPN reconnects under load",
        "Duplicate calendar invitations since the migration",
        "Nightly backup exceeds its window",
        "Badge readers out of step with the directory",
    ];

    public static readonly string[] Changes =
    [
        "Replace the core switch in {building}",
        "Firmware of the access points on {floor}",
        "Release 24.{n} of {app}",
        "New carrier line for {building}",
        "Renew the intranet's certificate",
        "Move the file server to new storage",
        "Tighten mail filtering rules",
        "Database upgrade of {app}",
        "Replace UPS batteries, rack B{n}",
        "Retire the old print server",
        "Firewall replacement, {building}",
    ];

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.Ordinal)
    {
        ["{floor}"] = ["floor 1", "floor 2", "floor 3", "floor 4"],
        ["{building}"] = ["building A", "building B", "building C", "the warehouse", "hall B"],
        ["{room}"] = ["room 1.08", "room 2.14", "room 3.02", "room 4.12", "the board room"],
        ["{desk}"] = ["desk 114", "desk 208", "desk 231", "desk 317", "desk 402"],
        ["{dock}"] = ["dock 1", "dock 3", "dock 4", "goods-in"],
        ["{laptop}"] = ["ThinkPad T14", "Latitude 5450", "EliteBook 840", "MacBook Air"],
        ["{app}"] = ["Navis", "Cargoline", "Ledger", "PeopleFirst", "Quayside"],
        ["{team}"] = ["finance", "logistics", "sales", "customs", "human resources"],
        ["{n}"] = ["2", "3", "4", "5", "6", "8"],
    };

    /// <summary>A title with its blanks filled in.</summary>
    public static string Worded(string template, Dice dice)
    {
        foreach (var (blank, words) in Words)
            if (template.Contains(blank, StringComparison.Ordinal))
                template = template.Replace(blank, dice.One(words), StringComparison.Ordinal);
        return char.ToUpperInvariant(template[0]) + template[1..];
    }
}

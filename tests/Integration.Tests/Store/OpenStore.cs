using Apollo.Grains.Store;
using Apollo.Servers;
using Microsoft.Extensions.Logging;

namespace Apollo.Integration.Tests.Store;

/// <summary>One silo's way to a store, and what it says in the log.</summary>
internal sealed class OpenStore : IDisposable
{
    public OpenStore(StoreSettings settings, TimeProvider? time = null)
    {
        Schema = new StoreSchema(settings, Log.For<StoreSchema>());
        Apollo = new ApolloStore(settings, Schema, time ?? TimeProvider.System, Log.For<ApolloStore>());
        Start = new StoreStart(settings, Schema, Log.For<StoreStart>());
        Boards = new DashboardStore(Apollo, time ?? TimeProvider.System);
        Locations = new LocationStore(Apollo);
        Notes = new NoteStore(Apollo);
        DeskSettings = new DeskSettingStore(Apollo);
        Alerts = new AlertStore(Apollo, settings);
        Tellings = new TellingStore(Apollo, settings);
        Deliveries = new DeliveryStore(Apollo, settings);
        Reports = new ReportStore(Apollo, settings);
        Hooks = new HookStore(Apollo);
        Notices = new NoticeStore(Apollo);
        Displays = new DisplayStore(Apollo);
        History = new HistoryStore(Apollo, settings);
        People = new PersonStore(Apollo);
        Erasure = new ErasureStore(Apollo);
        Sessions = new SessionStore(Apollo);
        Invitations = new InvitationStore(Apollo);
        Keys = new KeyStore(Apollo);
        FailedTries = new FailedTryStore(Apollo);
        Tokens = new TokenStore(Apollo);
        Audit = new AuditStore(Apollo, settings);
        Moves = new MoveStore(Apollo, settings, Log.For<MoveStore>());
    }

    public HeardLog Log { get; } = new();
    public StoreSchema Schema { get; }
    public StoreStart Start { get; }
    public ApolloStore Apollo { get; }
    public DashboardStore Boards { get; }
    public LocationStore Locations { get; }
    public NoteStore Notes { get; }
    public DeskSettingStore DeskSettings { get; }
    public AlertStore Alerts { get; }
    public TellingStore Tellings { get; }
    public DeliveryStore Deliveries { get; }
    public ReportStore Reports { get; }
    public HookStore Hooks { get; }
    public NoticeStore Notices { get; }
    public DisplayStore Displays { get; }
    public HistoryStore History { get; }
    public MoveStore Moves { get; }
    public PersonStore People { get; }
    public ErasureStore Erasure { get; }
    public SessionStore Sessions { get; }
    public InvitationStore Invitations { get; }
    public FailedTryStore FailedTries { get; }
    public KeyStore Keys { get; }
    public TokenStore Tokens { get; }
    public AuditStore Audit { get; }

    public void Dispose() => Apollo.Dispose();
}

/// <summary>Keeps what is logged.</summary>
internal sealed class HeardLog
{
    private readonly List<(LogLevel Level, string Text)> lines = [];

    public IReadOnlyList<string> Of(LogLevel level)
    {
        lock (lines)
            return [.. lines.Where(line => line.Level == level).Select(line => line.Text)];
    }

    public ILogger<T> For<T>() => new Logger<T>(this);

    private sealed class Logger<T>(HeardLog log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (log.lines)
                log.lines.Add((logLevel, formatter(state, exception)));
        }
    }
}

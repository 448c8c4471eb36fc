import type {
  AlertsMessage,
  CalendarMessage,
  DisplaysMessage,
  InterventionsMessage,
  LooksMessage,
  NotesMessage,
  RowsMessage,
} from '../wire/wire';

type Hear<T> = (message: T) => void;
const rows = new Set<Hear<RowsMessage>>(),
  calendar = new Set<Hear<CalendarMessage>>(),
  looks = new Set<Hear<LooksMessage>>(),
  notes = new Set<Hear<NotesMessage>>(),
  interventions = new Set<Hear<InterventionsMessage>>(),
  alerts = new Set<Hear<AlertsMessage>>(),
  displays = new Set<Hear<DisplaysMessage>>();

/** What the hub says besides the board goes to the parts of the page that asked for it by their topics. */
export const hubMessages = {
  rows: (message: RowsMessage): void => rows.forEach((hear) => hear(message)),
  calendar: (message: CalendarMessage): void => calendar.forEach((hear) => hear(message)),
  looks: (message: LooksMessage): void => looks.forEach((hear) => hear(message)),
  notes: (message: NotesMessage): void => notes.forEach((hear) => hear(message)),
  interventions: (message: InterventionsMessage): void => interventions.forEach((hear) => hear(message)),
  alerts: (message: AlertsMessage): void => alerts.forEach((hear) => hear(message)),
  displays: (message: DisplaysMessage): void => displays.forEach((hear) => hear(message)),
};

function listen<T>(all: Set<Hear<T>>, hear: Hear<T>): () => void {
  all.add(hear);
  return () => {
    all.delete(hear);
  };
}

/** Hears what changes behind any number that is watched, until the answer is called. */
export const onRows = (hear: Hear<RowsMessage>): (() => void) => listen(rows, hear);

/** Hears the schedule while it is watched, until the answer is called. */
export const onCalendar = (hear: Hear<CalendarMessage>): (() => void) => listen(calendar, hear);

/** Hears how locations look while that is watched, until the answer is called. */
export const onLooks = (hear: Hear<LooksMessage>): (() => void) => listen(looks, hear);

/** Hears the notes on the desk's time line while they are watched, until the answer is called. */
export const onNotes = (hear: Hear<NotesMessage>): (() => void) => listen(notes, hear);

/** Hears today's interventions, as a wall shows them, while they are watched, until the answer is called. */
export const onInterventions = (hear: Hear<InterventionsMessage>): (() => void) => listen(interventions, hear);

/** Hears the desk's alerts while they are watched, until the answer is called. */
export const onAlerts = (hear: Hear<AlertsMessage>): (() => void) => listen(alerts, hear);

/** Hears how the wall displays are while that is watched, until the answer is called. */
export const onDisplays = (hear: Hear<DisplaysMessage>): (() => void) => listen(displays, hear);

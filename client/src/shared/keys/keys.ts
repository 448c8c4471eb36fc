/** What a key does. */
export interface KeyUse {
  /** As the browser names it; any of them. */
  readonly keys: readonly string[];
  readonly does: string;
  /** Only with Ctrl or ⌘ held. */
  readonly ctrl?: true;
  /** A letter or sign alone: who writes by voice or hand wants to switch it off (WCAG 2.1.4). */
  readonly single?: true;
}

export type KeyList = Readonly<Record<string, KeyUse>>;

const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const,
  upDown = ['ArrowUp', 'ArrowDown'] as const,
  leftRight = ['ArrowLeft', 'ArrowRight'] as const,
  pageKeys = ['PageUp', 'PageDown'] as const,
  ends = ['Home', 'End'] as const;

/**
 * Every key that Apollo answers, by the part of a page that answers it. What handles keys asks this list (`onKey`), and
 * the help shows it: what it says is so.
 */
export const keys = {
  anywhere: {
    help: { keys: ['?'], does: 'Open this help', single: true },
  },
  header: {
    find: { keys: ['k'], ctrl: true, does: 'Find a number, a group or a ticket' },
  },
  found: {
    move: { keys: upDown, does: 'To the next, the one before' },
    open: { keys: ['Enter'], does: 'Open it' },
  },
  cards: {
    move: { keys: arrows, does: 'From card to card' },
    ends: { keys: ends, does: 'To the first and the last card of the group' },
  },
  card: {
    means: { keys: ['i'], does: 'What the number means', single: true },
    moved: { keys: ['m'], does: 'What moved in it', single: true },
    history: { keys: ['h'], does: 'Its history', single: true },
  },
  definition: {
    history: { keys: ['h'], does: 'The history of the number', single: true },
  },
  arranging: {
    pick: { keys: [' ', 'Enter'], does: 'Pick the card up; put it down' },
    move: { keys: arrows, does: 'From card to card; move the one picked up' },
    ends: { keys: ends, does: 'To the first and the last card' },
    size: { keys: ['+', '=', '-'], does: 'Larger, smaller' },
    remove: { keys: ['Delete', 'Backspace'], does: 'Take the card off the board' },
    undo: { keys: ['z'], ctrl: true, does: 'Undo' },
    leave: { keys: ['Escape'], does: 'Put back what is picked up; end editing' },
  },
  table: {
    search: { keys: ['/'], does: 'Search these rows', single: true },
  },
  rows: {
    line: { keys: upDown, does: 'From row to row; above the first to the heads' },
    page: { keys: pageKeys, does: 'A page up, down' },
    ends: { keys: ends, does: 'To the first and the last row' },
    open: { keys: ['Enter'], does: 'Open and close the row or group' },
    fold: { keys: leftRight, does: 'Close, open a group' },
    close: { keys: ['Escape'], does: 'Close the ticket that is open' },
  },
  heads: {
    move: { keys: leftRight, does: 'From head to head' },
    ends: { keys: ends, does: 'To the first and the last head' },
    down: { keys: ['ArrowDown'], does: 'To the rows' },
  },
  edge: {
    width: { keys: leftRight, does: 'Narrower, wider' },
    ends: { keys: ends, does: 'As narrow, as wide as can be' },
    done: { keys: ['Enter', 'Escape'], does: 'Back to the head' },
  },
  grid: {
    move: { keys: arrows, does: 'From cell to cell' },
    page: { keys: pageKeys, does: 'Ten rows up, down' },
    ends: { keys: ends, does: 'To the first and the last cell of the row' },
    corners: { keys: ends, ctrl: true, does: 'To the first and the last cell of the table' },
    history: { keys: ['h'], does: 'The number’s history', single: true },
  },
  calendar: {
    step: { keys: pageKeys, does: 'Earlier, later' },
    today: { keys: ['t'], does: 'To today', single: true },
    close: { keys: ['Escape'], does: 'Close what is open' },
  },
  entries: {
    move: { keys: arrows, does: 'From visit to visit' },
    ends: { keys: ends, does: 'To the first and the last visit' },
  },
  reports: {
    tab: { keys: ['1', '2', '3', '4'], does: 'History, ticket flow, patterns, service report', single: true },
  },
  report: {
    table: { keys: ['t'], does: 'As a table, as a chart', single: true },
    period: { keys: ['[', ']'], does: 'The period before, after', single: true },
  },
  flow: {
    node: { keys: upDown, does: 'From group to group of a step' },
    step: { keys: leftRight, does: 'From step to step' },
    open: { keys: ['Enter'], does: 'Its tickets' },
    pin: { keys: [' '], does: 'Keep its way lit, let it go' },
    leave: { keys: ['Escape'], does: 'Light no way' },
  },
  cells: {
    move: { keys: arrows, does: 'From hour to hour, from day to day' },
    ends: { keys: ends, does: 'To the first and the last hour' },
  },
  ways: {
    row: { keys: upDown, does: 'From row to row' },
    ends: { keys: ends, does: 'To the first and the last row' },
    fold: { keys: leftRight, does: 'Close, open where its tickets went' },
    open: { keys: ['Enter'], does: 'Its tickets' },
    pin: { keys: [' '], does: 'Keep its way lit, let it go' },
  },
  history: {
    table: { keys: ['t'], does: 'As a table, as a chart', single: true },
    range: { keys: ['[', ']'], does: 'A shorter, a longer time', single: true },
    note: { keys: ['n'], does: 'To the next note', single: true },
    add: { keys: ['a'], does: 'Write a note', single: true },
  },
  chart: {
    step: { keys: leftRight, does: 'From step to step; with Shift a day' },
    ends: { keys: ends, does: 'To the first and the last step' },
    zoom: { keys: ['+', '=', '-'], does: 'Nearer, farther' },
    page: { keys: pageKeys, does: 'Half a window back, on' },
    pin: { keys: ['Enter'], does: 'Keep what is told of the step' },
    leave: { keys: ['Escape'], does: 'Tell of no step' },
  },
  brush: {
    step: { keys: arrows, does: 'Earlier, later' },
    week: { keys: pageKeys, does: 'A week on, back' },
    ends: { keys: ends, does: 'To the begin and the end' },
  },
  notices: {
    go: { keys: ['F8'], does: 'To the newest notice of an alert' },
  },
  alerts: {
    move: { keys: upDown, does: 'From alert to alert' },
    open: { keys: ['Enter'], does: 'Its tickets' },
    acknowledge: { keys: ['a'], does: 'Take care of it', single: true },
    comment: { keys: ['c'], does: 'Say something about it', single: true },
    silence: { keys: ['s'], does: 'Silence it', single: true },
  },
  alertPage: {
    add: { keys: ['n'], does: 'A new rule', single: true },
  },
  limit: {
    step: { keys: arrows, does: 'A limit one lower, one higher' },
    page: { keys: pageKeys, does: 'Five higher, lower' },
  },
  wall: {
    page: { keys: leftRight, does: 'The page before, the next' },
    leave: { keys: ['Escape'], does: 'Back to the board' },
  },
} as const satisfies Readonly<Record<string, KeyList>>;

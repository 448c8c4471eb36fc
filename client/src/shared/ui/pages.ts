/** The pages of the desk, in the header's order. */
export const pages = [
  { to: '/', text: 'Board' },
  { to: '/tickets', text: 'Tickets' },
  { to: '/performance', text: 'Performance' },
  { to: '/calendar', text: 'Calendar' },
] as const;

/** Whether a path belongs to a page; the rows behind a card belong to the board. */
export const isAt = (path: string, to: string): boolean =>
  to === '/'
    ? path === '/' || path.startsWith('/board/') || path.startsWith('/kpis/')
    : path === to || path.startsWith(`${to}/`);

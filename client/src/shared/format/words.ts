const words: Record<string, string> = { pending: 'On hold', backed_out: 'Backed out' };

/** A word of the ITSM (a state, a kind, a channel, an outcome) as it is shown. */
export const word = (text: string): string => words[text] ?? text.charAt(0).toUpperCase() + text.slice(1);

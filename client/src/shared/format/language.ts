/**
 * The page's language: names of days, months and zones are words of it, whatever the browser's language. Digits and
 * separators are the browser's (number.ts).
 */
export const language = 'en-GB';

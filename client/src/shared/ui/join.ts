/** Names of classes, those that hold. */
export const join = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

/** A text of at most so many characters (UTF-16 units), without half of a letter that takes two of them at its end. */
export const cut = (text: string, most: number): string => {
  const last = text.charCodeAt(most - 1);
  return text.slice(0, text.length > most && last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
};

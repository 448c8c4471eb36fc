let known: boolean | undefined;

/** Whether the browser breaks English words by itself: some come without the dictionary. */
function hyphenates(): boolean {
  if (known === undefined) {
    const probe = document.createElement('div');
    probe.lang = 'en';
    probe.style.cssText = 'position:absolute;visibility:hidden;width:1em;line-height:10px;hyphens:auto';
    probe.textContent = 'representation';
    document.body.append(probe);
    known = probe.offsetHeight > 15;
    probe.remove();
  }
  return known;
}

const soft = '\u00ad',
  shortest = 7;
const between = /(?<=[aeiouy])[^aeiouy]+(?=[aeiouy])/gi;
/** An e that is not heard: no syllable begins before it. */
const silent = /^e([sd]?|ments?|ful|less)$/i;
/** Consonants that begin a syllable together. */
const onset = /(bl|br|ch|cl|cr|dr|fl|fr|gl|gr|ph|pl|pr|qu|sh|th|tr|wh)$/i;
const prefix = /^(be|de|ex|im|in|re|un|up)$/i;

/**
 * Breaks a word by rule: between two vowels, before the last consonant or those that sound together; at least three
 * letters on each side.
 */
function broken(word: string): string {
  if (word.length < shortest) return word;
  return word.replace(between, (consonants: string, at: number) => {
    const rest = word.slice(at + consonants.length);
    if (silent.test(rest)) return consonants;
    const stays =
      /^ing/i.test(rest) || /^ck$/i.test(consonants)
        ? consonants.length
        : consonants.length - (onset.test(consonants) ? 2 : 1);
    const head = word.slice(0, at + stays);
    return (head.length < 3 && !prefix.test(head)) || word.length - head.length < 3
      ? consonants
      : `${consonants.slice(0, stays)}${soft}${consonants.slice(stays)}`;
  });
}

/** A text whose long words may break, each with a hyphen. */
export const soften = (text: string): string => text.replace(/[a-z]+/gi, broken);

/** The text as it may be set in a narrow column: the browser's own hyphens where it has them. */
export const breakable = (text: string): string => (hyphenates() ? text : soften(text));

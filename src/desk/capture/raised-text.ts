const units = new Set('km m cm mm dm ft in yd mi µm nm kW W Hz s h'.split(' '));
const lowered: Record<string, string> = Object.fromEntries(
  [...'0123456789+-=()'].map((sign, index) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][index] ?? sign]),
);

/**
 * Raised or lowered text as a plain one has it, so that it does not run into what stands before: a
 * note's mark in brackets ("million.[1]"), a power behind ^ ("2^10"), lowered figures as Unicode has
 * them ("CO₂"), a fraction with its sign alone ("2 1/2"), and letters that belong to an ordinal or a title as they are ("1st", "Mme").
 */
export function scriptText(
  name: 'SUP' | 'SUB',
  text: string,
  { before, isLink, isNumerator }: { before: string; isLink: boolean; isNumerator: boolean },
): string {
  if (text.trim() === '') return '';
  const inner = text.trim();
  if (name === 'SUB') return loweredText(inner, before);
  if (isNumerator) return /\d$/u.test(before) ? ` ${inner}` : inner;
  if (/^[[(].*[\])]$/u.test(inner)) return inner;
  if (isLink) return `[${inner}]`;
  if (/^(?:tm|sm|[™®©℠º°])$/iu.test(inner)) return marks[inner.toLowerCase()] ?? inner;
  if (/^[+−-]?[\d.,]+$|^[+−-]$/u.test(inner))
    return isPower(before, inner) ? `^${inner}` : `[${inner}]`;
  if (/^[*†‡§¶]+$/u.test(inner)) return inner;
  const mayBeOrdinal = /^[eoaº]$/iu.test(inner) && !/\p{L}\p{Ll}{2}$/u.test(before);
  return /^\p{L}$/u.test(inner) && !mayBeOrdinal && /[\p{L}\d)]$/u.test(before)
    ? noteOrPower(before, inner)
    : inner;
}

/** Letters behind a letter stand behind "_", as they are written where nothing can be lowered. */
function loweredText(inner: string, before: string): string {
  if (/[/⁄]$/u.test(before)) return inner;
  if (/^\p{L}[\p{L}\p{N}]{0,5}$/u.test(inner) && /[\p{L}\p{N})]$/u.test(before)) return `_${inner}`;
  return [...inner].map((sign) => lowered[sign] ?? sign).join('');
}

const marks: Record<string, string> = { tm: '™', sm: '℠' };

/** Figures behind figures, a bracket, a letter that stands alone or a unit are a power; else a note. */
function isPower(before: string, raised: string): boolean {
  if (/^[+−-]/u.test(raised) || /[\d)]$/u.test(before)) return true;
  const word = /[\p{L}µ]+$/u.exec(before)?.[0] ?? '';
  return word !== '' && ([...word].length === 1 || units.has(word));
}

/** "xⁿ" is a power; a letter behind a whole word is the mark of a note. */
function noteOrPower(before: string, letter: string): string {
  const word = /[\p{L}\d]+$/u.exec(before)?.[0] ?? '';
  return /^\d+$/u.test(word) || [...word].length <= 1 ? `^${letter}` : `[${letter}]`;
}

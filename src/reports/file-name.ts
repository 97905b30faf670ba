/** A title of some sixty letters is known again; longer names are cut off by programs anyway. */
const maxSlugCharacters = 60;

/**
 * A name for a report's file: ASCII letters, digits and hyphens that every system and every header
 * takes, such as "london-thought-an-accord-was-ready-2011-03-20.html". Of a title in another script
 * nothing may be left: see `titledName`.
 */
export function plainName(title: string, date: string | null, extension: string): string {
  const letters = title
    .normalize('NFKD')
    .replace(/['’\p{M}]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, maxSlugCharacters)
    .replace(/^-+|-+$/gu, '');
  return `${[letters || 'report', ...dayOf(date)].join('-')}.${extension}`;
}

/**
 * A report's file name with the title's own letters, for those who can show them. What no file system takes,
 * line breaks, and signs that turn the direction of reading about (and could show "exe.txt" for
 * "txt.exe") are left out.
 */
export function titledName(title: string, date: string | null, extension: string): string {
  const words = title.replace(/[\p{C}\p{Z}<>:"/\\|?*%]+/gu, ' ').trim();
  const letters = Array.from(new Intl.Segmenter().segment(words), ({ segment }) => segment)
    .slice(0, maxSlugCharacters)
    .join('')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  return `${[letters || 'report', ...dayOf(date)].join(' ')}.${extension}`;
}

function dayOf(date: string | null): string[] {
  return date === null ? [] : [date.slice(0, 10)];
}

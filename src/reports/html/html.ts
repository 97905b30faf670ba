import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Format } from '../format.js';
import { reportView } from './html-view.js';

/** The project's own folder: this file stands two below it, compiled or not. */
const root = new URL('../../../', import.meta.url);

/** Those of the app's style sheets that the report's page needs too, in the order in which they count. */
const styles = ['base', 'controls', 'article', 'cards', 'report', 'report-file'];

/**
 * The reading and the tool face, the letters of western Europe: a reader's own fonts show the rest.
 * They are the greater part of the file, and what makes it look the same everywhere.
 */
const fonts = [
  {
    family: 'Source Serif 4',
    file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  },
  { family: 'Inter', file: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2' },
];

/** One file that loads nothing from elsewhere and runs nothing: its styles and fonts are in it. */
export const html: Format = {
  label: 'HTML',
  purpose: 'one file, to read, print and send',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  async write(report) {
    const view = reportView(report);
    const file = fileURLToPath(new URL('views/reports/file.ejs', root));
    return ejs.renderFile(file, { report: view, css: await allStyles() }, { cache: true });
  },
};

let loading: Promise<string> | undefined;

/** Read once: a package's files and ours do not change while the program runs. */
function allStyles(): Promise<string> {
  loading ??= Promise.all([...fonts.map(fontFace), ...styles.map(style)]).then((parts) =>
    parts.join('\n'),
  );
  return loading;
}

function style(name: string): Promise<string> {
  return readFile(new URL(`public/styles/${name}.css`, root), 'utf8');
}

async function fontFace({ family, file }: (typeof fonts)[number]): Promise<string> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(file));
  const source = `url(data:font/woff2;base64,${bytes.toString('base64')}) format("woff2")`;
  return `@font-face { font-family: "${family}"; font-weight: 100 900; src: ${source}; }`;
}

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../domain/problem.js';
import shipped from './shipped-fonts.json' with { type: 'json' };

/** Large: whoever needs them installs them beside, as README says. */
const optional = [
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf',
  'noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  'noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
  'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
];

/** Where the build puts those that are shipped: `dist/fonts`. */
const copies = new URL('../../fonts/', import.meta.url);

/**
 * The files of the fonts that documents are set in: shipped are few weights, with the letters of the scripts that README
 * promises; those of others come from the system. Throws *unavailable* where a shipped one is missing.
 */
export function fontFiles(): string[] {
  return [...shipped.map(shippedFile), ...optional.flatMap((file) => packagedFile(file) ?? [])];
}

/** From source there are no copies, but the packages that they are made of. */
function shippedFile(file: string): string {
  const copy = fileURLToPath(new URL(file, copies));
  const found = existsSync(copy) ? copy : packagedFile(file);
  if (found !== null) return found;
  throw new Problem(
    'unavailable',
    `PDF documents cannot be made here: the font ${basename(file)} is missing. Whoever runs the desk reinstalls Whence; until then take another format.`,
  );
}

function packagedFile(file: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(`@expo-google-fonts/${file}`);
  } catch {
    return null;
  }
}

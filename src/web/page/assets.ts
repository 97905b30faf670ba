import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler, Response } from 'express';
import { projectFolder } from './project-folder.js';

/** A style sheet, a font, the page's script or an image: what is the same for everyone. */
interface Asset {
  bytes: Buffer;
  /** The path, with the digest of the bytes in the file's name: it never holds anything else. */
  address: string;
}

const yearSeconds = 365 * 24 * 60 * 60;

const fontPackages = [
  'inter',
  'noto-emoji',
  'noto-naskh-arabic',
  'noto-serif-devanagari',
  'source-serif-4',
] as const;

/** The files of assets, by their names: *styles/base.css*. */
const files: ReadonlyMap<string, string> = new Map([
  ...fontPackages.flatMap((name) => filesIn('fonts/', fontsIn(name))),
  ...filesIn('', join(projectFolder, 'public')),
  ...filesIn('', join(projectFolder, 'dist', 'public')),
]);
const read = new Map<string, Asset>();

/** Where a browser gets the asset of that name; nowhere, where it has not been built. */
export function assetAddress(name: string): string {
  return assetNamed(name)?.address ?? `/assets/${name}`;
}

/**
 * Answers below `/assets`. What is asked for by its digest may be kept for good. By another digest,
 * as a page asks that another version of the program has sent, or by the bare name it is answered as
 * it is now, and not kept.
 */
export const assets: RequestHandler = (req, res, next) => {
  if (!['GET', 'HEAD'].includes(req.method)) return next();
  const [, name = '', digest, extension = ''] =
    /^\/(.*?)(?:\.([\da-f]{16}))?(\.\w+)$/u.exec(req.path) ?? [];
  const asset = assetNamed(name + extension);
  if (!asset) return notThere(res);
  const { bytes, address } = asset;
  const isThis = digest !== undefined && address.endsWith(`.${digest}${extension}`);
  res.set('Cache-Control', isThis ? `public, max-age=${yearSeconds}, immutable` : 'no-store');
  res.type(extension).send(bytes);
};

function notThere(res: Response): void {
  res.status(404).set('Cache-Control', 'no-store').type('text').send('There is no such file.\n');
}

function assetNamed(name: string): Asset | null {
  const file = files.get(name);
  if (file === undefined) return null;
  const asset = read.get(name) ?? readAsset(name, file);
  read.set(name, asset);
  return asset;
}

function readAsset(name: string, file: string): Asset {
  const content = readFileSync(file);
  const bytes = name.endsWith('.css') ? withAddresses(content) : content;
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const extension = extname(name);
  return { bytes, address: `/assets/${name.slice(0, -extension.length)}.${digest}${extension}` };
}

/** A style sheet with the addresses of what it loads, which it names as `/assets/fonts/….woff2`. */
function withAddresses(sheet: Buffer): Buffer {
  const named = /(?<=url\("?)\/assets\/([^")]+)/gu;
  return Buffer.from(sheet.toString().replace(named, (_, name: string) => assetAddress(name)));
}

function filesIn(prefix: string, folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      const path = file.slice(folder.length + 1).replaceAll('\\', '/');
      return [prefix + path, file];
    });
}

/** The folder of fonts in a package. */
function fontsIn(name: (typeof fontPackages)[number]): string {
  const manifest = import.meta.resolve(`@fontsource-variable/${name}/package.json`);
  return fileURLToPath(new URL('files', manifest));
}

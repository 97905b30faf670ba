import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';

/** The project's own folder: this file stands two below it, compiled or not. */
const root = fileURLToPath(new URL('../../..', import.meta.url));
export const viewsFolder = join(root, 'views');

const fontFolders = [
  import.meta.resolve('@fontsource-variable/inter/package.json'),
  import.meta.resolve('@fontsource-variable/source-serif-4/package.json'),
].map((manifest) => fileURLToPath(new URL('files', manifest)));

const dayMs = 24 * 60 * 60 * 1000;

/** Style sheets, fonts and the page's script: the only things that are the same for everyone. */
export function assets(): RequestHandler {
  const router = Router();
  const ours = { index: false, redirect: false };
  for (const folder of fontFolders) {
    router.use('/fonts', express.static(folder, { ...ours, maxAge: 30 * dayMs }));
  }
  router.use(express.static(join(root, 'public'), ours));
  router.use(express.static(join(root, 'dist', 'public'), ours));
  return router;
}

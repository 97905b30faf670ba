import { fileURLToPath } from 'node:url';

/** The project's own folder: this file stands three below it, compiled or not. */
export const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));

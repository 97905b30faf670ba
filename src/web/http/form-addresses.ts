import type { Route } from './routes.js';

/**
 * Tells of a path whether forms are sent there and no page stands there: then the address of the nearest page above
 * it, "/" where there is none; else null. A browser asks for such a path where somebody goes Forward to what answered
 * a form, opens its address anew or sends it to a colleague.
 */
export function pageAboveForms(routes: readonly Route[]): (path: string) => string | null {
  const pages = routes.filter(({ api }) => api === null);
  const read = new Set(pages.filter(({ method }) => method === 'get').map(({ path }) => path));
  const shown = [...read].map(patternOf);
  const sentTo = pages
    .filter(({ method, path }) => method === 'post' && !read.has(path))
    .map(({ path }) => patternOf(path));
  return (path) => {
    if (!sentTo.some((pattern) => pattern.test(path))) return null;
    const parts = path.split('/');
    const above = parts.map((_, at) => parts.slice(0, parts.length - 1 - at).join('/'));
    return above.find((page) => shown.some((pattern) => pattern.test(page))) ?? '/';
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/:\w+/gu, '[^/]+').replaceAll('.', '\\.')}/?$`, 'iu');
}

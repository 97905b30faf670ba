import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../page/project-folder.js';

/** Those of the app's style sheets by which one annotation is drawn, in the order in which they count. */
const sheets = ['base', 'controls', 'article', 'cards', 'embedded'];

interface InlineStyles {
  css: string;
  /** How a content security policy names just this text. */
  source: string;
}

let loading: Promise<InlineStyles> | undefined;

/**
 * The styles of an annotation that is shown in a frame. They stand in its page: a frame that is kept
 * from its own origin (`sandbox`) loads nothing from there.
 */
export function embeddedStyles(): Promise<InlineStyles> {
  loading ??= Promise.all(sheets.map(sheet)).then((parts) => {
    const css = parts.join('\n');
    const digest = createHash('sha256').update(css).digest('base64');
    return { css, source: `'sha256-${digest}'` };
  });
  return loading;
}

function sheet(name: string): Promise<string> {
  return readFile(join(projectFolder, 'public', 'styles', `${name}.css`), 'utf8');
}

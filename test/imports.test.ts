import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Planted files: what each may import, and what it may not. */
const layers: Record<string, { right: string[]; wrong: string[] }> = {
  'src/domain/planted.ts': {
    right: ['./problem.js', './text/span.js', 'zod', 'approx-string-match', 'unhomoglyph'],
    wrong: ['../store/store.js', '../app.js', './../web/page.js', 'lowdb', 'node:fs'],
  },
  'src/domain/text/planted.ts': {
    right: ['./span.js', '../problem.js', '../chain/notation/parse.js', 'zod'],
    wrong: ['../../store/store.js', '../../app.js', 'lowdb', 'node:fs'],
  },
  'src/domain/chain/notation/planted.ts': {
    right: [
      './parse.js',
      '../relations.js',
      '../notation/words.js',
      '../../text/span.js',
      '../../text/quotes/quote.js',
      'zod',
    ],
    wrong: ['../../../store/store.js', '../../../app.js', 'node:fs'],
  },
  'src/browser/planted.ts': {
    right: ['./main.js', './chain/register.js', '../domain/text/span.js'],
    wrong: ['../desk/articles/articles.js', '../store/store.js', 'node:fs', 'express'],
  },
  'src/browser/chain/planted.ts': {
    right: ['./register.js', '../page/element.js', '../../domain/chain/notation/parse.js'],
    wrong: ['../../desk/articles/articles.js', '../../store/store.js', 'node:fs', 'express'],
  },
  'src/reports/planted.ts': {
    right: ['./report.js', '../domain/chain/chain.js', 'ejs'],
    wrong: ['../store/store.js', '../desk/desk.js', '../web/page.js', '../settings.js'],
  },
  'src/reports/html/planted.ts': {
    right: ['../report.js', '../../domain/chain/chain.js', 'ejs'],
    wrong: ['../../store/store.js', '../../desk/desk.js', '../../settings.js'],
  },
  'src/store/planted.ts': {
    right: ['./store.js', './documents.js', '../domain/articles/article.js', 'zod'],
    wrong: [
      './memory/engine.js',
      './file/files.js',
      './postgres/feed.js',
      './open-store.js',
      'lowdb',
      'pg',
      'node:fs/promises',
      '../desk/desk.js',
      '../reports/report.js',
      '../app.js',
    ],
  },
  'src/store/open-store.ts': {
    right: ['./store.js', './file/lowdb-store.js', './postgres/postgres-store.js'],
    wrong: ['../desk/desk.js', '../app.js'],
  },
  'src/store/file/planted.ts': {
    right: [
      './files.js',
      '../store.js',
      '../memory/engine.js',
      '../../domain/articles/article.js',
      'lowdb',
      'node:fs/promises',
    ],
    wrong: [
      '../postgres/feed.js',
      '../open-store.js',
      'pg',
      '../../desk/desk.js',
      '../../reports/report.js',
      '../../app.js',
    ],
  },
  'src/store/memory/planted.ts': {
    right: ['./engine.js', '../store.js', '../../domain/search/search-words.js'],
    wrong: [
      '../file/files.js',
      '../postgres/feed.js',
      '../open-store.js',
      'node:fs',
      'node:fs/promises',
      'node:net',
      'lowdb',
      'pg',
      '../../desk/desk.js',
    ],
  },
  'src/store/postgres/planted.ts': {
    right: ['./feed.js', '../store.js', '../../domain/search/search-words.js', 'pg', 'node:net'],
    wrong: [
      '../file/desk-text.js',
      '../memory/storable.js',
      '../open-store.js',
      'lowdb',
      'node:fs',
      'node:fs/promises',
      '../../desk/desk.js',
    ],
  },
  'src/desk/planted.ts': {
    right: ['./desk.js', '../domain/problem.js', '../reports/report.js', '../store/store.js'],
    wrong: ['../store/file/lowdb-store.js', '../web/page.js', '../cli.js', './../app.js'],
  },
  'src/desk/review/planted.ts': {
    right: ['./queue.js', '../desk.js', '../../domain/review/verdict.js', '../../store/indexes.js'],
    wrong: ['../../store/file/lowdb-store.js', '../../web/page.js', '../../cli.js'],
  },
  'src/desk/register/masking/planted.ts': {
    right: [
      './naming.js',
      '../joining/joining.js',
      '../identities.js',
      '../../desk.js',
      '../../claims/kept/claims.js',
      '../../../domain/text/quotes/quote.js',
      '../../../store/store.js',
    ],
    wrong: ['../../../store/file/lowdb-store.js', '../../../web/page.js', '../../../cli.js'],
  },
  'src/web/planted.ts': {
    right: ['./page.js', '../desk/desk.js', '../store/store.js', 'express', 'node:path'],
    wrong: ['../store/file/files.js', '../browser/main.js', '../app.js', '../commands/export.js'],
  },
  'src/web/review/planted.ts': {
    right: ['./queue-view.js', '../http/problems.js', '../../desk/review/queue.js'],
    wrong: ['../../store/file/files.js', '../../browser/main.js', '../../app.js'],
  },
  'src/app.ts': {
    right: ['./settings.js', './web/http/page.js', './desk/desk.js', './store/store.js', 'express'],
    wrong: [
      './store/file/lowdb-store.js',
      './browser/main.js',
      './cli.js',
      './main.js',
      './commands/a.js',
    ],
  },
  'src/commands/planted.ts': {
    right: ['../app.js', '../store/file/lowdb-store.js', '../desk/desk.js', '../cli.js'],
    wrong: ['../browser/main.js'],
  },
  'src/cli.ts': {
    right: ['./app.js', './commands/serve.js', './store/file/lowdb-store.js'],
    wrong: ['./browser/main.js'],
  },
};

/** Ways to import in TypeScript, each with a module that desk/ may not have. */
const forms = [
  "import { page } from '../web/page.js';",
  "import type { Page } from '../web/page.js';",
  "export { page } from '../web/page.js';",
  "export * from '../web/page.js';",
  "await import('../web/page.js');",
  "import page = require('../web/page.js');",
];
const formsFile = 'src/desk/forms.ts';

/** Of each planted file, the lines that the check refuses. */
let refused: Map<string, string[]>;

beforeAll(async () => {
  const planted = new Map([[formsFile, forms]]);
  for (const [file, { right, wrong }] of Object.entries(layers)) {
    planted.set(file, [...right, ...wrong].map(importOf));
  }
  refused = await check(planted);
});

test.each(Object.entries(layers))(
  '%s imports what stands below it and nothing else',
  (file, layer) => {
    expect(refused.get(file)).toEqual(layer.wrong.map(importOf));
  },
);

test('a type, a re-export and a dynamic import are checked like any other', () => {
  expect(refused.get(formsFile)).toEqual(forms);
});

test.each([
  ['of values', 'import', 'import'],
  ['of types', 'import type', 'import type'],
  ['of a type and a value', 'import type', 'import'],
])('a circle %s is refused at both ends', async (_what, there, back) => {
  const toHop = `${there} { Hop } from '../chain/hop.js';`;
  const toSource = `${back} { Source } from '../register/source.js';`;
  const circle = new Map([
    ['src/domain/register/source.ts', [toHop, 'export class Source { hops: Hop[] = []; }']],
    ['src/domain/chain/hop.ts', [toSource, 'export class Hop { source?: Source; }']],
  ]);
  expect([...(await check(circle, 'suspicious/noImportCycles')).values()]).toEqual([
    [toHop],
    [toSource],
  ]);
});

test('a page has no package in its script, whatever the modules import that it has of the domain', async () => {
  const map = JSON.parse(await readFile(join(root, 'dist/public/whence.js.map'), 'utf8'));
  expect(map.sources).toContainEqual(expect.stringMatching(/src\/browser\/main\.ts$/u));
  expect(map.sources.filter((file: string) => file.includes('node_modules'))).toEqual([]);
});

function importOf(module: string): string {
  return `import '${module}';`;
}

/** Runs one of the project's rules on the planted files, in a folder of their own. */
async function check(
  planted: Map<string, string[]>,
  rule = 'style/noRestrictedImports',
): Promise<Map<string, string[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-imports-'));
  try {
    await copyFile(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [file, lines] of planted) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), lines.join('\n'));
    }
    return linesAtFault(planted, lint(folder, rule));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Finding {
  location: { path: string; start: { line: number } };
}

function linesAtFault(planted: Map<string, string[]>, findings: Finding[]): Map<string, string[]> {
  return new Map(
    Array.from(planted, ([file, lines]) => {
      const at = findings.filter(({ location }) => location.path === file);
      const numbers = new Set(at.map(({ location }) => location.start.line));
      return [file, lines.filter((_, index) => numbers.has(index + 1))];
    }),
  );
}

function lint(folder: string, rule: string): Finding[] {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const options = [`--only=${rule}`, '--vcs-enabled=false', '--reporter=json'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', ...options, '--max-diagnostics=none', 'src'],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(status, 'the check fails on a wrong import').toBe(1);
  return JSON.parse(stdout).diagnostics;
}

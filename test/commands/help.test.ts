import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { openBareTerminal } from './terminal.js';

test('the list of commands says what each is for, and one of them more of itself', async () => {
  const terminal = await openBareTerminal();
  const list = (await terminal.type(['--help'])).stdout;
  expect(list).toMatch(/serve +serve the desk to browsers and programs/u);
  expect(list).toMatch(/user +people of the desk/u);
  for (const words of [
    ['export', '--help'],
    ['help', 'export'],
  ]) {
    const { status, stdout } = await terminal.type(words);
    expect(status).toBe(0);
    expect(stdout).toContain('write a report on an article, or on the whole desk');
    expect(stdout).toContain('--format <name>');
  }
  const serving = (await terminal.type(['serve', '--help'])).stdout;
  expect(serving).toContain('--trusted-proxy <addresses>');
  expect(serving).toContain('--allowed-hosts <names>');
  await terminal.close();
});

test('nothing of a desk is read before a command is known', async () => {
  const read = await filesReadFirst('src/cli.ts');
  expect(read).toContain('src/commands/run.ts');
  expect(read.filter((file) => /^src\/(?:desk|store|reports|web)\//u.test(file))).toEqual([]);
});

test('the server is not read to say how it is started', async () => {
  const read = await filesReadFirst('src/commands/serve.ts');
  expect(read).not.toContain('src/app.ts');
});

/** The files that are read with one before any of it runs. */
async function filesReadFirst(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'nowhere',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const first = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry);
  const chunks = new Set(first ? [first[0]] : []);
  // A set goes on with what is added to it meanwhile.
  for (const chunk of chunks) {
    for (const { path, kind } of metafile.outputs[chunk]?.imports ?? []) {
      if (kind === 'import-statement') chunks.add(path);
    }
  }
  return [...chunks].flatMap((chunk) => Object.keys(metafile.outputs[chunk]?.inputs ?? {}));
}

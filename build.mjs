// Makes dist/ anew: bundled by esbuild the server with its commands and threads, and the page's script; and fonts.
import { chmod, cp, readFile, rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

/** In few files, since to find and read hundreds takes a start longer than what stands in them. */
async function bundleServer() {
  await build({
    entryPoints: [
      'src/cli.ts',
      'src/desk/capture/file-process.ts',
      'src/desk/agreement/agreement-worker.ts',
      'src/desk/articles/edition-worker.ts',
      'src/desk/claims/claim-figures-worker.ts',
      'src/desk/map/map-worker.ts',
      'src/desk/reports/typeset-process.ts',
    ],
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    // Else each pattern with a class of letters is made anew whenever it is asked.
    supported: { 'regexp-unicode-property-escapes': true },
    logLevel: 'warning',
    // What is native, optional, or reads files of its own.
    external: ['@myriaddreamin/typst-ts-node-compiler', '@node-rs/argon2', 'pg-native'],
    // As one file: its modules read tables of properties from other packages, which nobody here asks.
    alias: { 'css-tree': 'css-tree/dist/csstree.esm' },
    // Packages of the old kind ask for node's own modules by `require`.
    banner: {
      js: `import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);`,
    },
    plugins: [whereItWas],
  });
}

/** What a module finds beside itself by `import.meta.url` it finds as if each were compiled by itself. */
const whereItWas = {
  name: 'where it was',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('import.meta.url')) return null;
      const own = relative('src', path).replace(/\.ts$/u, '.js');
      // A module may be written into any file below dist.
      const folder = `import.meta.url.replace(/(?<=\\/dist\\/)(?!.*\\/dist\\/).*$/, '')`;
      const url = `new URL(${JSON.stringify(own)}, ${folder}).href`;
      return { contents: source.replaceAll('import.meta.url', url), loader: 'ts' };
    });
  },
};

async function bundleBrowser() {
  await build({
    entryPoints: ['src/browser/main.ts'],
    outfile: 'dist/public/whence.js',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Out of packages with every weight, so that these are needed for building alone. */
async function copyFonts() {
  const fonts = JSON.parse(await readFile('src/reports/pdf/shipped-fonts.json', 'utf8'));
  const licences = fonts.map((file) => file.replace(/\/.*/u, '/LICENSE_FONT'));
  for (const file of new Set([...fonts, ...licences])) {
    await cp(`node_modules/@expo-google-fonts/${file}`, `dist/fonts/${file}`);
  }
}

await rm('dist', { recursive: true, force: true });
await bundleServer();
await chmod('dist/cli.js', 0o755);
await bundleBrowser();
await copyFonts();

// Makes dist/ anew: the server compiled by tsc, the page's script bundled by esbuild.
import { execFileSync } from 'node:child_process';
import { chmod, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

await rm('dist', { recursive: true, force: true });
compileServer();
await chmod('dist/cli.js', 0o755);
await bundleBrowser();

function compileServer() {
  const tsc = new URL('bin/tsc', import.meta.resolve('typescript/package.json'));
  execFileSync(process.execPath, [fileURLToPath(tsc)], { stdio: 'inherit' });
}

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

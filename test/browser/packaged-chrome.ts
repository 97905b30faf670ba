import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar-fs';

const require = createRequire(import.meta.url);

/** A Chrome, and the environment that it is to be started in. */
export interface Chrome {
  executablePath: string;
  env: NodeJS.ProcessEnv;
}

/** The system's fonts, and the packaged ones for a machine that has none. */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

/**
 * The Chromium of @sparticuz/chromium, unpacked inside that package, with its shared libraries
 * where the machine lacks them. The package's own unpacking serves only Amazon's machines, and
 * takes another process's half-written file for a finished one.
 * Throws when that Chromium doesn't start here (it is built for Linux on x64).
 */
export async function packagedChrome(): Promise<Chrome> {
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const chrome = { executablePath, env };
  if (faultOf(chrome) === undefined) {
    return chrome;
  }
  const withLibraries = { executablePath, env: { ...env, LD_LIBRARY_PATH: join(folder, 'lib') } };
  const fault = faultOf(withLibraries);
  if (fault !== undefined) {
    throw new Error(`No Chrome starts here; set CHROME_PATH to one that does. (${fault})`);
  }
  return withLibraries;
}

/** Why this Chrome doesn't start, or nothing if it does. */
export function faultOf({ executablePath, env }: Chrome): string | undefined {
  const { status, error, stderr } = spawnSync(executablePath, ['--version'], {
    env,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/** Unpacks beside and renames, so that test files that start at once never meet half a browser. */
async function unpacked(): Promise<string> {
  const entry = require.resolve('@sparticuz/chromium');
  const root = join(dirname(entry), '../..');
  const folder = join(root, 'unpacked');
  if (existsSync(folder)) {
    return folder;
  }
  const draft = await mkdtemp(`${folder}-`);
  await unpackInto(draft, join(root, 'bin'));
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
  return folder;
}

async function unpackInto(folder: string, packed: string): Promise<void> {
  const unpack = (name: string, target: NodeJS.WritableStream) =>
    pipeline(createReadStream(join(packed, name)), createBrotliDecompress(), target);
  await Promise.all([
    unpack('chromium.br', createWriteStream(join(folder, 'chromium'), { mode: 0o755 })),
    unpack('al2023.tar.br', extract(folder)),
    unpack('fonts.tar.br', extract(folder)),
  ]);
  await writeFile(join(folder, 'fonts.conf'), fontSettings);
}

import { codeOf, type FileLayer, writeNew } from './files.js';

/**
 * Gives a file a second name that is free, such as `db.journal.damaged` or `db.journal.damaged-2`, and
 * returns it: what takes the file's place leaves it there. It is its owner's alone, unless it is `open`.
 */
export async function setAside(
  files: FileLayer,
  path: string,
  ending: 'damaged' | 'as-found',
  { open = false } = {},
): Promise<string> {
  for (let n = 1; ; n++) {
    const name = `${path}.${ending}${n === 1 ? '' : `-${n}`}`;
    try {
      await secondName(files, path, name);
      if (!open) await files.setMode(name, 0o600);
      return name;
    } catch (fault) {
      if (codeOf(fault) !== 'EEXIST') throw fault;
    }
  }
}

async function secondName(files: FileLayer, path: string, name: string): Promise<void> {
  try {
    await files.link(path, name);
  } catch (fault) {
    if (codeOf(fault) !== 'EPERM') throw fault;
    // For file systems that know no links, such as exFAT.
    const there = await files.read(path);
    await writeNew(files, name, await files.attributes(path), there ?? '');
  }
}

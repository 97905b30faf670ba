import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { disk } from '../../../src/store/file/files.js';
import { folder } from './folder.js';

/** As /proc does, and some mounts: of every file it says that it has no bytes. */
async function tellNoSize(path: string): Promise<void> {
  const file = await open(path);
  vi.spyOn(Object.getPrototypeOf(file), 'stat').mockResolvedValue({ size: 0 });
  await file.close();
}

test.each([
  ['nothing', 0],
  ['a few bytes', 7],
  ['more than is read in one piece', 2_500_000],
])('%s is read whole where the file system tells no size', async (_, bytes) => {
  const path = join(await folder(), 'db.json');
  const content = Buffer.from(Array.from({ length: bytes }, (__, n) => n % 251));
  await writeFile(path, content);
  await tellNoSize(path);
  const beginnings: number[] = [];
  const read = await disk.read(path, (beginning) => beginnings.push(beginning.length));
  vi.restoreAllMocks();
  expect(read?.equals(content)).toBe(true);
  expect(beginnings.at(-1)).toBe(bytes);
});

import { basename } from 'node:path';
import { disk, type FileLayer, type OpenFile } from '../../src/store/files.js';

/** The real disk, which calls the probe before each thing that it does: it may throw, or kill. */
export function probedDisk(probe: (step: string) => void): FileLayer {
  const step = (verb: string, path: string) => probe(`${verb} ${basename(path)}`);
  return {
    ...disk,
    async create(path, attributes) {
      step('create', path);
      return probedFile(await disk.create(path, attributes), (verb) => step(verb, path));
    },
    async link(path, name) {
      step('link', name);
      await disk.link(path, name);
    },
    async rename(from, to) {
      step('rename', to);
      await disk.rename(from, to);
    },
    async remove(path) {
      step('remove', path);
      await disk.remove(path);
    },
    async syncFolder(path) {
      step('sync folder', path);
      await disk.syncFolder(path);
    },
  };
}

function probedFile(file: OpenFile, step: (verb: string) => void): OpenFile {
  return {
    async writeFile(text) {
      await file.writeFile(text.slice(0, text.length / 2));
      step('write');
      await file.writeFile(text.slice(text.length / 2));
    },
    async datasync() {
      step('sync');
      await file.datasync();
    },
    async truncate(length) {
      step('truncate');
      await file.truncate(length);
    },
    async close() {
      await file.close();
      step('close');
    },
  };
}

/** A disk that works until it is told to fail: at the nth step from then on, once or ever after. */
export function failingDisk(): { files: FileLayer; steps: string[]; fail(plan: Plan): void } {
  const steps: string[] = [];
  let plan: Plan | null = null;
  let count = 0;
  const files = probedDisk((step) => {
    steps.push(step);
    if (!plan) return;
    count++;
    if (count === plan.at || (plan.forGood && count > plan.at)) {
      throw Object.assign(new Error(`${plan.code}, ${step}`), { code: plan.code });
    }
  });
  return {
    files,
    steps,
    fail: (next) => {
      plan = next;
      count = 0;
    },
  };
}

interface Plan {
  /** The step at which it fails, from 1. */
  at: number;
  code: string;
  forGood?: boolean;
}

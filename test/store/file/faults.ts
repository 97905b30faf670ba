import { basename } from 'node:path';
import { disk, type FileLayer, type OpenFile } from '../../../src/store/file/files.js';

type Probe = (step: string) => void | Promise<void>;

/** The real disk, which calls the probe before each thing that it does: it may throw, or kill. */
export function probedDisk(probe: Probe): FileLayer {
  const step = async (verb: string, path: string) => probe(`${verb} ${basename(path)}`);
  return {
    ...disk,
    async create(path, attributes) {
      await step('create', path);
      return probedFile(await disk.create(path, attributes), (verb) => step(verb, path));
    },
    async append(path) {
      await step('append', path);
      return probedFile(await disk.append(path), (verb) => step(verb, path));
    },
    async link(path, name) {
      await step('link', name);
      await disk.link(path, name);
    },
    async rename(from, to) {
      await step('rename', to);
      await disk.rename(from, to);
    },
    async remove(path) {
      await step('remove', path);
      await disk.remove(path);
    },
    async syncFolder(path) {
      await step('sync folder', path);
      await disk.syncFolder(path);
    },
  };
}

function probedFile(file: OpenFile, step: (verb: string) => Promise<void>): OpenFile {
  return {
    async writeFile(content) {
      await file.writeFile(content.slice(0, content.length / 2));
      await step('write');
      await file.writeFile(content.slice(content.length / 2));
    },
    async datasync() {
      await step('sync');
      await file.datasync();
    },
    async truncate(length) {
      await step('truncate');
      await file.truncate(length);
    },
    async close() {
      await file.close();
      await step('close');
    },
  };
}

/** A disk that works until it is told to fail: at the nth step from then on, once or ever after. */
export function failingDisk(probe: Probe = () => {}): {
  files: FileLayer;
  steps: string[];
  fail(plan: Plan): void;
} {
  const steps: string[] = [];
  let plan: Plan | null = null;
  let count = 0;
  const files = probedDisk(async (step) => {
    await probe(step);
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

import { Problem } from '../../domain/problem.js';
import { codeOf } from './files.js';

/** What is wrong when the disk refuses, and what helps. */
const reasons: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['The disk is full', 'Free some space'],
  EDQUOT: ['The disk space allotted to Whence is used up', 'Free some space'],
  EROFS: ['The disk is read-only', 'Make it writable'],
  EACCES: ['Whence may not write where its database is', 'Allow it to'],
  ENOENT: ['The folder of the database is gone', 'Put it back'],
  EPERM: ['Whence may not write where its database is', 'Allow it to'],
};

/**
 * The sentence for a save that failed, as *unavailable*; the fault itself is its cause. What is no
 * fault of the system stays what it is.
 */
export function saveProblem(fault: unknown): unknown {
  return problem(
    fault,
    (reason, remedy) => `${reason}: nothing was saved. ${remedy} and save again.`,
  );
}

/** The sentence for a save of which it is not known whether it will be found at the next start. */
export function halfwayProblem(fault: unknown): unknown {
  return problem(
    fault,
    (reason, remedy) =>
      `${reason} in the middle of a save. ${remedy}, save again, and see that nothing is there twice.`,
  );
}

/** The sentence for a journal that could not be folded: nobody waits for it, and nothing is lost. */
export function foldWarning(fault: unknown, name: string): string {
  const said = problem(
    fault,
    (reason, remedy) =>
      `${reason}: ${name} is behind, and nothing is lost as long as the journal beside it is kept. ${remedy}.`,
  );
  return said instanceof Error ? said.message : String(said);
}

/** The sentence for a database that cannot be opened for writing. */
export function openProblem(fault: unknown, name: string): unknown {
  return problem(
    fault,
    (reason, remedy) => `${reason}: ${name} can’t be opened. ${remedy} and start again.`,
  );
}

/** The sentence for a database that cannot be filled to its end. */
export function copyProblem(fault: unknown, name: string): unknown {
  return problem(
    fault,
    (reason, remedy) =>
      `${reason}: ${name} is not complete. ${remedy} and run the same command again, which starts over.`,
  );
}

function problem(fault: unknown, sentence: (reason: string, remedy: string) => string): unknown {
  const code = codeOf(fault);
  if (code === '' || fault instanceof Problem) return fault;
  const [reason, remedy] = reasons[code] ?? [`The disk has failed (${code})`, 'Have it looked at'];
  return Object.assign(new Problem('unavailable', sentence(reason, remedy)), { cause: fault });
}

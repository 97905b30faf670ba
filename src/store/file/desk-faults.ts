import { basename, dirname } from 'node:path';
import { Problem } from '../../domain/problem.js';
import type { Half } from '../documents.js';
import type { HalfDesk } from './desk-text.js';
import type { JournalText } from './journal-text.js';
import type { DeskPaths } from './paths.js';
import type { JournalFault } from './replay.js';

/** A file that is gone though another one says that it belongs to it. */
export function missingOf(
  found: Record<Half, HalfDesk | null>,
  journal: JournalText | null,
): keyof DeskPaths | null {
  // Files of the days before do not say whether there was a journal: theirs may stand alone.
  if (!found.public) return found.private && found.private.companion !== null ? 'public' : null;
  if (!found.private) return found.public.companion ? 'private' : null;
  // A journal has its first line for good before anything says that it is there.
  const none = !journal || (journal.head === null && journal.damage === null);
  return none && found.private.companion ? 'journal' : null;
}

/** A desk of which nothing is there: its name may be mistyped. */
export function absentProblem({ public: path }: DeskPaths): Problem {
  return new Problem('not-found', `There is no ${basename(path)} in ${dirname(path)}.`);
}

/** What is said where a file of a desk is gone that another one says belongs to it. */
export function missingProblem(missing: keyof DeskPaths, paths: DeskPaths): Problem {
  const name = basename(paths[missing]);
  const [open, closed] = [basename(paths.public), basename(paths.private)];
  const sentences = {
    public: `${name} is missing, and ${closed} belongs to it. Put it back, or run “whence salvage” to start over with the people alone`,
    private: `${name} is missing, and ${open} belongs to it: people and the identities of sources stand there. Put it back, or run “whence salvage” to go on without them`,
    journal: `${name} is missing or empty, and the latest saves stand there alone. Put it back, or run “whence salvage” to go on without them`,
  };
  return new Problem('unreadable', `${sentences[missing]}. All files have been left as they are.`);
}

/** What is said where a journal is not what was written in it. */
export function journalProblem({ line, fault }: JournalFault, name: string): Problem {
  const place = line === null ? fault : `line ${line}: ${fault}`;
  return new Problem(
    'unreadable',
    `${name} can’t be used: ${place}. All files have been left as they are: put back copies of them, or run “whence salvage”, which sets aside what can’t be used.`,
  );
}

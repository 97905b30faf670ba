import { isNameless } from '../../desk/register/masking/public-names.js';
import type { EntryRemoval } from '../../desk/register/restoring.js';
import type { Source } from '../../domain/register/source.js';
import { may } from '../../domain/rights.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type SourceRow, sourceRow } from './sources-view.js';

/** What is shown of a source that was removed from the register, as it last stood there. */
interface RemovedSourcePage extends SourceRow {
  removed: MomentView;
  removedBy: string;
  /** What is put back with it. */
  behind: string[];
  /** A confidential one can't be: who it was went with it. */
  mayRestore: boolean;
  mayMask: boolean;
  mayExpunge: boolean;
}

/** A removed source’s page: that it was, when and by whom, and what the viewer may do about it. */
export function removedSourcePage(
  { source, at, by }: EntryRemoval,
  behind: readonly Source[],
  people: ReadonlyMap<string, string>,
  viewer: Viewer,
): RemovedSourcePage {
  const isPublic = !source.confidential;
  const isNamed = isPublic && !isNameless(source);
  return {
    ...sourceRow(source, 0),
    removed: momentView(at, viewer),
    removedBy: people.get(by) ?? by,
    behind: behind.map(({ name }) => name),
    mayRestore: isPublic && may(viewer.actor, 'change sources'),
    mayMask: isNamed && may(viewer.actor, 'mask sources'),
    mayExpunge: isNamed && may(viewer.actor, 'expunge names'),
  };
}

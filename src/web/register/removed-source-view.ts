import type { EntryRemoval } from '../../desk/register/restoring.js';
import { may } from '../../domain/rights.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';
import { type SourceRow, sourceRow } from './sources-view.js';

/** What is shown of a source that was removed from the register, as it last stood there. */
export interface RemovedSourcePage extends SourceRow {
  removed: MomentView;
  removedBy: string;
  /** A confidential one can't be: who it was went with it. */
  mayRestore: boolean;
  mayMask: boolean;
  mayExpunge: boolean;
}

/** A removed source’s page: that it was, when and by whom, and what the viewer may do about it. */
export function removedSourcePage(
  { source, at, by }: EntryRemoval,
  people: ReadonlyMap<string, string>,
  viewer: Viewer,
): RemovedSourcePage {
  const isPublic = !source.confidential;
  return {
    ...sourceRow(source, 0),
    removed: momentView(at, viewer),
    removedBy: people.get(by) ?? by,
    mayRestore: isPublic && may(viewer.actor, 'change sources'),
    mayMask: isPublic && may(viewer.actor, 'mask sources'),
    mayExpunge: isPublic && may(viewer.actor, 'expunge names'),
  };
}

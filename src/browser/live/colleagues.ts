import { ChangedPage } from './changed-page.js';
import { Changes, type LivePart } from './changes.js';
import { SharedEvents } from './live.js';
import { Attendance } from './presence.js';

/** Keeps a page in touch with what others do; an article takes changes over in its own way. */
export function followColleagues(article: LivePart | null): void {
  const { person, position } = document.documentElement.dataset;
  const place = article ?? pageAtHand();
  if (!person || !position || !place) return;
  const line = new SharedEvents(person, position);
  new Changes(line, place);
  new Attendance(line);
  line.begin();
}

/** A page that shows what could not be saved stays as it is. */
function pageAtHand(): LivePart | null {
  const isLive = document.querySelector('main[data-live]') !== null;
  return isLive && !document.querySelector('main [role="alert"]') ? new ChangedPage() : null;
}

import type { Desk } from '../../desk/desk.js';
import type { Beginning } from '../../desk/gone-names.js';
import type { Credential } from '../../desk/people/credentials.js';
import type { OpenRounds } from '../../desk/rounds/visibility.js';
import type { Person } from '../../domain/people/person.js';
import type { Store } from '../../store/store.js';

/** What the settings say about this installation. */
export interface Site {
  /** The public address, without a slash at its end; null where none was given. */
  baseUrl: string | null;
  /** The IANA name of the zone in which times are shown. */
  timeZone: string;
  /** Whose word counts of who sent a request: addresses, and networks as *10.0.0.0/8*. */
  trustedProxies: readonly string[];
  /** By which names it may be asked beside its public address and those of this machine. */
  allowedHosts: readonly string[];
}

/** What a handler works with. */
export interface Context {
  desk: Desk;
  site: Site;
  /** Who asks; the route's right has been checked. */
  actor: Person;
}

/** What the handler of a page that is open to anyone works with: there may be nobody who asks. */
export interface OpenContext extends Omit<Context, 'actor'> {
  actor: Person | null;
}

/** Who sent a request, and how they said so. */
export interface Visitor {
  person: Person | null;
  by: 'session' | 'token' | null;
  /** What lets them in. */
  pass: Credential | null;
}

declare global {
  namespace Express {
    interface Request {
      /** Set by `identify` on every request, before any route. */
      visitor?: Visitor;
      /** The blind rounds that were open when the request came. */
      rounds?: Promise<OpenRounds>;
      /** When it began: names that go out of the desk later are not in what it saves. */
      begun?: Beginning;
      /** All that there is, where something of it has been read ahead. */
      readAhead?: Store;
    }
  }
}

import { Engine } from '../../src/store/memory/engine.js';
import { stateOf } from '../../src/store/memory/state.js';
import type { Store } from '../../src/store/store.js';

/** A store that forgets everything: the lowdb store without its files, for tests that need none. */
export function openMemoryStore(): Store {
  return new Engine(stateOf(0, {}), {
    write: async () => {},
    release: async () => {},
    log: { warn: () => {} },
  });
}

import { type CollectionName, collections } from '../documents.js';
import { indexNames, isSearched } from './rows.js';

/** In milliseconds: a process that ends before it has written its barrier holds others back no longer. */
const maxHeldMs = 5000;
/** In milliseconds, how long the waiting for it sleeps each time: what is counted, the database's clock can't prolong. */
const sleepMs = 5;

/**
 * The function that writes commits, in one round trip: `whence_commit(batch, again, schema)`
 * takes `[{process, nonce, unique, halves, changes, rows, named, basis}, …]`, the changes with the versions that they shall
 * have and their rows (see rows.ts), the documents that they name, whether they may have been sent before, and the version
 * of the tables that the program knows. It answers in their order what became of each:
 * `{number}` where it was written, now or when it was first sent, with its `changes` where they may
 * differ from what was sent, and which of the documents `named` are `gone`, where that was looked at; `{moved: n}` where the change n,
 * from 0, met another version; `{barrier: true}` where its basis was not the last; `{taken: constraint, detail}` where a unique index refused.
 *
 * The lock on the one row of `whence` puts the commits of all processes in one order, so that their
 * numbers have no gaps and nobody who reads on from a number misses one. It is held while this
 * function runs and the transaction is written, never while a process thinks. A barrier that others came before
 * holds back what other processes write, until it is written or given up, or for `maxHeldMs` at the most.
 */
export function commitFunction(): string {
  return `
-- It was not told the version in its first days: a program of those may not go on with it.
DROP FUNCTION IF EXISTS whence_commit(jsonb, boolean);
CREATE OR REPLACE FUNCTION whence_commit(_batch jsonb, _again boolean, _schema integer) RETURNS jsonb LANGUAGE plpgsql AS $function$
DECLARE
  _last bigint;
  _public bigint;
  _private bigint;
  _copying jsonb;
  _current integer;
  _barrier bigint;
  _held_by text;
  _held_until timestamptz;
  _sleeps integer := 0;
  _known bigint;
  _each jsonb;
  _changes jsonb;
  _verb text;
  _id text;
  _doc jsonb;
  _newest text COLLATE "C";
  _row jsonb;
  _old jsonb;
  _gone jsonb;
  _differs boolean;
  _touched integer;
  _constraint text;
  _detail text;
  _answers jsonb := '[]';
BEGIN
  IF current_setting('synchronous_commit') = 'off' THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  WHILE _sleeps < ${maxHeldMs / sleepMs} AND EXISTS (
    SELECT FROM whence WHERE held_until > clock_timestamp() AND held_by <> _batch#>>'{0,process}'
  ) LOOP
    PERFORM pg_sleep(${sleepMs / 1000});
    _sleeps := _sleeps + 1;
  END LOOP;
  SELECT number, copying, schema, barrier, held_by, held_until
  INTO _last, _copying, _current, _barrier, _held_by, _held_until
  FROM whence FOR UPDATE;
  IF _sleeps = ${maxHeldMs / sleepMs} THEN _held_until := '-infinity'; END IF;
  IF _copying IS NOT NULL THEN
    RAISE EXCEPTION 'This database is being filled by a copy.' USING ERRCODE = 'WH503';
  END IF;
  -- An older program would leave out columns by which the newer ones find what it writes.
  IF _schema <> _current THEN
    RAISE EXCEPTION 'Nothing was saved: a newer Whence has changed this database. Have it started here, too.'
      USING ERRCODE = 'WH426';
  END IF;
  FOR _each IN SELECT value FROM jsonb_array_elements(_batch) LOOP
    IF _again THEN
      SELECT number, changes INTO _known, _changes FROM commits WHERE nonce = _each->>'nonce';
      IF FOUND THEN
        _answers := _answers || jsonb_build_object('number', _known, 'changes', _changes);
        CONTINUE;
      END IF;
    END IF;
    IF (_each#>>'{basis,since}')::bigint <
      (CASE WHEN (_each#>>'{basis,isBarrier}')::boolean THEN _last ELSE _barrier END)
    THEN
      _answers := _answers || jsonb_build_object('barrier', true);
      IF (_each#>>'{basis,isBarrier}')::boolean THEN
        _held_by := _each->>'process';
        _held_until := clock_timestamp() + interval '${maxHeldMs} ms';
      END IF;
      CONTINUE;
    END IF;
    _changes := _each->'changes';
    _differs := false;
    BEGIN
      IF (_each->'unique')::boolean THEN SET CONSTRAINTS ALL DEFERRED; END IF;
      FOR _at IN 0 .. jsonb_array_length(_changes) - 1 LOOP
        _verb := _changes->_at->>'do';
        _doc := _changes->_at->'doc';
        _row := _each->'rows'->_at;
        _id := _doc->>'id';
        IF (_row->'last')::boolean THEN
          IF _newest IS NULL THEN SELECT coalesce(max(id), '') INTO _newest FROM events; END IF;
          IF _id <= _newest THEN
            -- As the function idBehind does.
            _id := left(_newest, 9) || '-z' || lpad((_last + 1)::text, 12, '0')
              || '-' || lpad(_at::text, 6, '0') || '-' || right(_id, 8);
            _doc := jsonb_set(_doc, '{id}', to_jsonb(_id));
            _changes := jsonb_set(_changes, ARRAY[_at::text, 'doc'], _doc);
            _row := jsonb_build_object('one', (
              SELECT jsonb_object_agg(key, CASE jsonb_typeof(value) WHEN 'array'
                THEN jsonb_build_array(value->0, _id) ELSE value END)
              FROM jsonb_each(_row->'one')
            ));
            _differs := true;
          END IF;
        END IF;
        IF _changes->_at->>'in' = 'events' AND _id > _newest THEN _newest := _id; END IF;
        CASE _changes->_at->>'in'
${collections.map(branch).join('\n')}
        END CASE;
        IF _touched = 0 THEN
          RAISE EXCEPTION 'moved' USING ERRCODE = 'WH409', DETAIL = _at::text;
        END IF;
        IF _verb = 'remove' THEN
          _changes := jsonb_set(_changes, ARRAY[_at::text, 'doc'], _old);
          _differs := true;
        END IF;
      END LOOP;
      IF (_each->'unique')::boolean THEN SET CONSTRAINTS ALL IMMEDIATE; END IF;
      _last := _last + 1;
      IF (_each#>>'{basis,isBarrier}')::boolean THEN
        _barrier := _last;
        _held_until := '-infinity';
      END IF;
      IF (_each->'halves') ? 'public' THEN _public := _last; END IF;
      IF (_each->'halves') ? 'private' THEN _private := _last; END IF;
      INSERT INTO commits (number, nonce, changes) VALUES (_last, _each->>'nonce', _changes);
      SELECT coalesce(jsonb_agg(value), '[]') INTO _gone
      FROM jsonb_array_elements(_each->'named') WHERE NOT CASE value->>'in'
${collections.map(isThere).join('\n')}
      END;
      _answers := _answers || (jsonb_build_object('number', _last, 'gone', _gone)
        || CASE WHEN _differs THEN jsonb_build_object('changes', _changes) ELSE '{}' END);
    EXCEPTION
      WHEN SQLSTATE 'WH409' THEN
        GET STACKED DIAGNOSTICS _detail = PG_EXCEPTION_DETAIL;
        _answers := _answers || jsonb_build_object('moved', _detail::integer);
      WHEN unique_violation THEN
        GET STACKED DIAGNOSTICS
          _constraint = CONSTRAINT_NAME, _detail = PG_EXCEPTION_DETAIL;
        _answers := _answers || jsonb_build_object('taken', _constraint, 'detail', _detail);
    END;
  END LOOP;
  UPDATE whence SET
    number = _last,
    barrier = _barrier,
    held_by = _held_by,
    held_until = _held_until,
    public_number = coalesce(_public, public_number),
    private_number = coalesce(_private, private_number);
  PERFORM pg_notify('whence_' || current_schema(), _last::text);
  RETURN _answers;
END
$function$`;
}

/** Whether a document of the collection is there. */
function isThere(name: CollectionName): string {
  return `        WHEN '${name}' THEN EXISTS (SELECT FROM ${name} WHERE id = value->>'id')`;
}

/** One change of a document of the collection; `_touched` says whether it met its version. */
function branch(name: CollectionName): string {
  const columns = columnsOf(name);
  return `
        WHEN '${name}' THEN
          CASE _verb
          WHEN 'insert' THEN
            INSERT INTO ${name} (id, version, doc${columns.map((each) => `, ${each.name}`).join('')})
            VALUES (_id, 1, _doc${columns.map((each) => `, ${each.value}`).join('')})
            ON CONFLICT (id) DO NOTHING;
          WHEN 'replace' THEN
            UPDATE ${name} SET version = version + 1, doc = _doc${columns
              .map((each) => `, ${each.name} = ${each.value}`)
              .join('')}
            WHERE id = _id AND version = (_doc->>'version')::integer - 1;
          WHEN 'remove' THEN
            DELETE FROM ${name} WHERE id = _id AND version = (_doc->>'version')::integer
            RETURNING doc INTO _old;
          END CASE;
          GET DIAGNOSTICS _touched = ROW_COUNT;
${indexNames(name, 'many').length > 0 ? entriesBranch(name) : ''}`;
}

function entriesBranch(name: CollectionName): string {
  return `
          IF _touched > 0 AND _verb <> 'insert' THEN
            -- What stays is not written: it is counted, too.
            DELETE FROM ${name}_entries AS was WHERE was.id = _id AND NOT EXISTS (
              SELECT FROM jsonb_array_elements(_row->'many') AS entry
              WHERE entry->>0 = was.index AND entry->>1 = was.key AND entry->>2 = was.sort
            );
          END IF;
          IF _touched > 0 AND _verb <> 'remove' THEN
            INSERT INTO ${name}_entries (index, key, sort, id)
            SELECT entry->>0, entry->>1, entry->>2, _id
            FROM jsonb_array_elements(_row->'many') AS entry ON CONFLICT DO NOTHING;
          END IF;`;
}

/** The columns beside a collection's documents, and the expressions that read them from a row. */
export function columnsOf(name: CollectionName, row = '_row'): { name: string; value: string }[] {
  const found = indexNames(name, 'one').flatMap((index) => [
    { name: `${index}_key`, value: `${row}#>>'{one,${index},0}'` },
    { name: `${index}_sort`, value: `${row}#>>'{one,${index},1}'` },
  ]);
  if (!isSearched(name)) return found;
  return [
    ...found,
    { name: 'search', value: `(${row}#>>'{search,0}')::tsvector` },
    { name: 'search_sort', value: `${row}#>>'{search,1}'` },
  ];
}

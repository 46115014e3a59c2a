/**
 * One connection to the relay: frames and messages on the line, and after `welcome` the parts that push, receive,
 * compare and report. Made for a connection and thrown away with it; all that must last is in the store.
 */
import type { DocumentProblem } from '#model/document/kind.ts';
import type { DocumentName } from '#model/identity/ids.ts';
import { decodeFromRelay, encodeFromWorkstation, isMalformed, MAX_MESSAGE_BYTES } from '#model/link/codec.ts';
import { createFrameJoiner, framesOf } from '#model/link/frames.ts';
import type { Batch, Cursor, Differences, FromRelay, FromWorkstation, NeedStates, PlacedReport, Reports, Welcome } from '#model/link/messages.ts';
import type { Transport } from '#model/link/transport.ts';
import type { LinkIdentity, LinkOptions } from './link-options.ts';
import { clearHealed, noteDiverged, noteLost } from './quarantine-notes.ts';
import { createPusher, type Pusher } from './push.ts';
import { createReceiver, type Receiver } from './receive.ts';
import { createReporter, type Reporter } from './report.ts';
import { COMPARE_ALL, DEFERRED, MAYBE_STORED, parseNames, readSetting } from './settings.ts';
import { createVerifier, type Verifier } from './verify.ts';
import { isGenuine, storeReports } from './watermarks.ts';

export interface SessionEvents {
  opened(): void;
  heard(): void;
  received(message: FromRelay): void;
  malformed(detail: string): void;
  closed(): void;
  applied(event: { readonly updates: number; readonly last: boolean }): void;
  /** The store failed. */
  failed(error: unknown): void;
  /** What is idle may have changed. */
  changed(): void;
}

export interface Session {
  readonly identity: LinkIdentity;
  readonly receiver: Receiver;
  readonly verifier: Verifier;
  send(message: FromWorkstation): void;
  startPushing(welcome: Welcome): void;
  acknowledged(message: Extract<FromRelay, { type: 'ack' }>): void;
  sendStates(request: NeedStates): void;
  answered(differences: Differences): void;
  applyBatch(batch: Batch, cursor: Cursor | undefined, ends: 'nothing' | 'catchUp' | 'catchUpByDigests'): void;
  storeReports(reports: Reports, cursor: Cursor | undefined): void;
  /** From now on the session compares and reports when nothing waits. */
  caughtUp(): void;
  /** The answer to the last comparison is applied. */
  compared(): void;
  readonly idle: boolean;
  close(reason: string): void;
}

const NORMAL_CLOSURE = 1000;

export function openSession(options: LinkOptions, url: string, identity: LinkIdentity, events: SessionEvents): Session {
  const { store, kinds, codec, timers, nowMs } = options;
  const joiner = createFrameJoiner(MAX_MESSAGE_BYTES);
  const isDirectory = (name: DocumentName): boolean => kinds.kindOf(name)?.kind === 'directory';
  let open = true;
  const heldReports: PlacedReport[] = [];
  let live = false;
  let comparingAll: 'no' | 'due' | 'asked' | 'clearing' = readSetting(store.read, COMPARE_ALL) === undefined ? 'no' : 'due';
  /** Documents of which the relay lacks what it does not take from this workstation. */
  const lacking = new Set<DocumentName>();
  let maybeStored = Number(readSetting(store.read, MAYBE_STORED) ?? 0);
  let pusher: Pusher | undefined;

  const whileOpen = (act: () => void): void => {
    if (open) act();
  };
  const failed = (error: unknown): void => whileOpen(() => events.failed(error));
  /** Work on the store whose failure ends the connection. */
  const inStore = (work: () => Promise<unknown>): void => void work().catch(failed);

  const receiver = createReceiver({
    store,
    kinds,
    isDirectory,
    connection: [...options.randomBytes(8)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    applied: (event) =>
      whileOpen(() => {
        events.applied(event);
        attend();
      }),
    isLacking: (name) => lacking.has(name),
    suspect: (name) => verifier.suspect(name),
    failed,
  });
  const verifier: Verifier = createVerifier({
    store,
    kinds,
    timers,
    nowMs,
    deferred: parseNames(readSetting(store.read, DEFERRED)) as DocumentName[],
    send,
    repair: (update) => pusher?.repair(update),
    diverged: (name) => inStore(() => store.transact((tx) => noteDiverged(tx, name, nowMs()))),
    equal: (names) => clearQuarantine(names),
    failed,
  });
  const reporter: Reporter = createReporter({
    store,
    timers,
    nowMs,
    identity,
    stamp: options.stamp,
    isQuiet,
    send,
    changed: attend,
    failed,
  });
  const stopListening = store.onCommit((commit) => {
    if (commit.outboxGrew) pusher?.outboxGrew();
    if (commit.updates.some(({ name }) => isDirectory(name))) pusher?.rightsChanged();
  });

  const transport: Transport = options.connect(url, {
    opened: () => whileOpen(() => events.opened()),
    received: (frame) => whileOpen(() => receive(frame)),
    closed: () =>
      whileOpen(() => {
        end();
        events.closed();
      }),
  });

  function receive(frame: Uint8Array): void {
    events.heard();
    const joined = joiner.join(frame);
    if (joined === undefined) return;
    const message = isMalformed(joined) ? joined : decodeFromRelay(joined, codec);
    if (isMalformed(message)) events.malformed(message.detail);
    else events.received(message);
  }

  function send(message: FromWorkstation): void {
    if (!open) return;
    for (const frame of framesOf(encodeFromWorkstation(message, codec))) transport.send(frame);
  }

  function isQuiet(): boolean {
    return live && receiver.waiting === 0 && pusher?.idle === true;
  }

  /** Does what waits for a quiet moment. */
  function attend(): void {
    if (!open) return;
    if (isQuiet()) {
      compare();
      if (isCompared()) reporter.quiet();
    }
    events.changed();
  }

  function compare(): void {
    if (comparingAll === 'due' && verifier.beginAll()) comparingAll = 'asked';
    else verifier.begin();
    // What differed was repaired, acknowledged and compared again by now.
    if (comparingAll === 'asked' && verifier.idle) {
      comparingAll = 'clearing';
      inStore(async () => {
        if (lacking.size === 0) await store.transact((tx) => tx.setSetting(COMPARE_ALL, undefined));
        comparingAll = 'no';
        attend();
      });
    }
  }

  /** The next connection compares everything again. */
  function repairRefused(name: DocumentName, problem: DocumentProblem): void {
    lacking.add(name);
    inStore(() =>
      store.transact((tx) => {
        tx.setSetting(COMPARE_ALL, '1');
        noteLost(tx, name, problem, nowMs());
      }),
    );
  }

  function noteReports(reports: readonly PlacedReport[], cursor: Cursor | undefined): void {
    receiver.note(cursor, (tx, sequence) => {
      const genuine = reports.filter((report) => isGenuine(report, options.reports));
      storeReports(tx.write, genuine, sequence);
    });
  }

  function isCompared(): boolean {
    return verifier.idle && comparingAll === 'no';
  }

  function clearQuarantine(names: readonly DocumentName[]): void {
    const held = new Set(store.quarantine().filter((entry) => entry.origin === 'relay').map((entry) => entry.name));
    const deferred = parseNames(readSetting(store.read, DEFERRED));
    const healed = names.filter((name) => held.has(name));
    const known = deferred.filter((name) => !names.includes(name as DocumentName));
    if (healed.length === 0 && known.length === deferred.length) return;
    inStore(() =>
      store.transact((tx) => {
        for (const name of healed) clearHealed(tx, name);
        tx.setSetting(DEFERRED, known.length === 0 ? undefined : JSON.stringify(known));
      }),
    );
  }

  function end(): void {
    open = false;
    stopListening();
    receiver.close();
    verifier.close();
    reporter.close();
    pusher?.close();
  }

  return {
    identity,
    receiver,
    verifier,
    send,
    startPushing(welcome) {
      if (welcome.mode === 'digests') maybeStored = store.read.get<{ last: number | null }>('SELECT max(id) AS last FROM outbox')?.last ?? maybeStored;
      pusher ??= createPusher({ store, welcome, isDirectory, maybeStored, send, repairRefused, changed: attend, failed });
    },
    acknowledged: (ack) => pusher?.acknowledged(ack),
    sendStates(request) {
      const states = request.names.map((name) => ({ name, stateVector: store.stateVector(name) }));
      send({ type: 'states', states });
    },
    answered: (differences) => verifier.answered(differences),
    applyBatch(batch, cursor, ends) {
      if (ends !== 'catchUpByDigests') return receiver.batch(batch, cursor, ends === 'catchUp');
      comparingAll = 'due';
      receiver.batch(batch, cursor, true, (tx) => {
        tx.setSetting(COMPARE_ALL, '1');
        tx.setSetting(MAYBE_STORED, String(maybeStored));
      });
    },
    storeReports({ reports }, cursor) {
      // Before the catch-up is done the directory may not know yet who signed them.
      if (live) noteReports(reports, cursor);
      else heldReports.push(...reports);
    },
    caughtUp() {
      live = true;
      if (heldReports.length > 0) noteReports(heldReports.splice(0), undefined);
      verifier.repaired();
      attend();
    },
    compared() {
      verifier.repaired();
      attend();
    },
    get idle() {
      return isQuiet() && isCompared() && reporter.idle;
    },
    close(reason) {
      if (!open) return;
      end();
      transport.close(NORMAL_CLOSURE, reason);
    },
  };
}

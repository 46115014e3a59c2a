/** Carries out what `decide.ts` decides: asks electron-updater, backs up, ends the core, hands over to the installer. */
import type { UpdateStatus } from '#model/maintenance/update-status.ts';
import { decideUpdate, FIRST_STATE, statusOfUpdate, type UpdateAction, type UpdateEvent, type UpdateState } from './decide.ts';
import { updateCauseOf } from './failure.ts';
import type { UpdateEngine } from './update-engine.ts';

export interface UpdateServiceOptions {
  readonly engine: UpdateEngine;
  /** The version that runs. */
  readonly version: string;
  readonly nowMs: () => number;
  /** @returns cancels. */
  readonly after: (delayMs: number, act: () => void) => () => void;
  readonly tell: (status: UpdateStatus) => void;
  readonly backUp: () => Promise<boolean>;
  /** Ends the core, so that the installer finds no file in use. */
  readonly stopCore: () => Promise<void>;
  /** Ends the app, whose core has ended. */
  readonly quit: () => void;
}

export interface UpdateService {
  /** @param url the relay's address (`ws://…`), as the office knows it. */
  relayIs(url: string | undefined): void;
  /** A person asks for the downloaded update. */
  install(): void;
  /** The app is being left: ends the core and the app, after the update where one is ready. */
  leave(): void;
}

/** The relay serves its releases beside its link. */
export function feedOf(relayUrl: string): string {
  return `${relayUrl.replace(/^ws/, 'http').replace(/\/+$/, '')}/releases`;
}

export function createUpdateService(options: UpdateServiceOptions): UpdateService {
  const { engine } = options;
  let state: UpdateState = FIRST_STATE;
  let feed: string | undefined;
  let cancelWait: () => void = () => undefined;
  let told = '';

  function happened(event: UpdateEvent): void {
    const decision = decideUpdate(state, event);
    ({ state } = decision);
    tell();
    for (const action of decision.actions) carryOut(action);
  }

  function tell(): void {
    const status = statusOfUpdate(state, options.version);
    const text = JSON.stringify(status);
    if (text === told) return;
    told = text;
    options.tell(status);
  }

  function carryOut(action: UpdateAction): void {
    switch (action.type) {
      case 'setFeed':
        return engine.setFeed(action.feed);
      case 'check':
        cancelWait();
        return attempt(check());
      case 'download':
        return attempt(download());
      case 'wait':
        cancelWait();
        cancelWait = options.after(action.delayMs, () => happened({ type: 'due' }));
        return undefined;
      case 'backUp':
        return void options.backUp().then((done) => happened({ type: 'backedUp', done }));
      case 'install':
        return attempt(install(action.openAgain));
      case 'leave':
        cancelWait();
        return void options.stopCore().then(options.quit);
    }
  }

  /** Answers of a feed that is not the present one any more are of no interest. */
  async function check(): Promise<void> {
    const asked = feed;
    try {
      const version = await engine.check();
      if (asked === feed) happened(version === undefined ? { type: 'nothingNewer', atMs: options.nowMs() } : { type: 'found', version });
    } catch (error) {
      if (asked === feed) throw error;
    }
  }

  async function download(): Promise<void> {
    await engine.download((percent) => happened({ type: 'progress', percent }));
    happened({ type: 'downloaded' });
  }

  async function install(openAgain: boolean): Promise<void> {
    await options.stopCore();
    if (!engine.install(openAgain)) happened({ type: 'failed', cause: 'failed' });
  }

  function attempt(work: Promise<void>): void {
    work.catch((error: unknown) => happened({ type: 'failed', cause: updateCauseOf(error) }));
  }

  return {
    relayIs(url) {
      const next = url === undefined ? undefined : feedOf(url);
      if (next === feed && state.kind !== 'noRelay') return;
      feed = next;
      happened({ type: 'relay', feed });
    },
    install: () => happened({ type: 'asked' }),
    leave: () => happened({ type: 'leaving' }),
  };
}

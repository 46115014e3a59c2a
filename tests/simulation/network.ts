/**
 * Lines between offices and the relay.
 *
 * 1. A line keeps order while it lives, as TCP does; each message takes its own time.
 * 2. A line may die with any message: that one and all later ones are lost, the ends notice at moments of their own
 *    (the relay may believe in a dead line for long, so that old and new connections overlap there).
 * 3. A cut office reaches nothing; what was on its lines is lost.
 */
import type { Transport, TransportEvents } from '#model/link/transport.ts';
import type { Connect } from '../../main/sync/link-options.ts';
import type { World } from './world.ts';

export interface NetworkOptions {
  /** Chance that a message takes its line down. */
  readonly loss: number;
  readonly slowestMs: number;
}

export interface Network {
  /** What accepts connections; undefined while the relay is down. */
  listen(accept: ((transport: Transport) => TransportEvents) | undefined): void;
  connectFrom(office: string): Connect;
  cut(office: string): void;
  restore(office: string): void;
  /** The program at this end has died: its lines die, and the other ends notice. */
  officeDied(office: string): void;
  relayDied(): void;
  /** From now on nothing is lost. */
  heal(): void;
}

const LOST = 1006;
const RELAY_NOTICES_WITHIN_MS = 40_000;
const OFFICE_NOTICES_WITHIN_MS = 3000;

interface Line {
  readonly office: string;
  /** @param inFlight whether what was sent before still arrives. */
  die(officeNoticesMs: number | undefined, relayNoticesMs: number | undefined, inFlight: 'arrives' | 'lost'): void;
}

export function createNetwork(world: World, options: NetworkOptions): Network {
  const { random, timers } = world;
  const lines = new Set<Line>();
  const cuts = new Set<string>();
  let accept: ((transport: Transport) => TransportEvents) | undefined;
  let loss = options.loss;

  function openLine(office: string, officeEvents: TransportEvents, relayEvents: (transport: Transport) => TransportEvents): Transport {
    const latencyMs = 1 + random.below(options.slowestMs);
    let carrying = true;
    let arriving = true;
    const listening = { office: true, relay: true };
    let relaySide: TransportEvents | undefined;
    const lastMs = { office: 0, relay: 0 };

    const line: Line = {
      office,
      die(officeNoticesMs, relayNoticesMs, inFlight) {
        if (!carrying) return;
        arriving = inFlight === 'arrives';
        carrying = false;
        lines.delete(line);
        end('office', officeNoticesMs);
        end('relay', relayNoticesMs);
      },
    };
    lines.add(line);

    function end(side: 'office' | 'relay', noticesMs: number | undefined): void {
      if (noticesMs === undefined) return void (listening[side] = false);
      timers.after(Math.max(noticesMs, lastMs[side] - world.nowMs() + 1), () => {
        if (!listening[side]) return;
        listening[side] = false;
        (side === 'office' ? officeEvents : relaySide)?.closed(LOST, 'lost');
      });
    }

    function deliver(side: 'office' | 'relay', act: () => void): void {
      const atMs = Math.max(world.nowMs() + Math.ceil(latencyMs * (0.5 + random.fraction())), lastMs[side]);
      lastMs[side] = atMs;
      timers.after(atMs - world.nowMs(), () => {
        if (listening[side] && arriving) act();
      });
    }

    function transportTo(side: 'office' | 'relay'): Transport {
      const own = side === 'office' ? 'relay' : 'office';
      return {
        bufferedBytes: 0,
        send(message) {
          if (!carrying || !listening[own]) return;
          if (random.chance(loss)) return line.die(random.below(OFFICE_NOTICES_WITHIN_MS), random.below(RELAY_NOTICES_WITHIN_MS), 'arrives');
          const copy = message.slice();
          deliver(side, () => (side === 'office' ? officeEvents : relaySide)?.received(copy));
        },
        close(code, reason) {
          listening[own] = false;
          if (!carrying) return;
          carrying = false;
          lines.delete(line);
          deliver(side, () => {
            listening[side] = false;
            (side === 'office' ? officeEvents : relaySide)?.closed(code, reason);
          });
        },
      };
    }

    const toRelay = transportTo('relay');
    deliver('relay', () => {
      if (!carrying) return;
      relaySide = relayEvents(transportTo('office'));
      deliver('office', () => officeEvents.opened?.());
    });
    return toRelay;
  }

  return {
    listen(acceptor) {
      accept = acceptor;
    },
    connectFrom: (office) => (_url, events) => {
      let closed = false;
      const acceptor = accept;
      if (acceptor === undefined || cuts.has(office)) {
        timers.after(random.below(options.slowestMs), () => {
          if (!closed) events.closed(LOST, 'unreachable');
        });
        return {
          bufferedBytes: 0,
          send: () => undefined,
          close() {
            closed = true;
          },
        };
      }
      return openLine(office, events, acceptor);
    },
    cut(office) {
      cuts.add(office);
      for (const line of lines) {
        if (line.office === office) line.die(random.below(OFFICE_NOTICES_WITHIN_MS), random.below(RELAY_NOTICES_WITHIN_MS), 'lost');
      }
    },
    restore: (office) => void cuts.delete(office),
    officeDied(office) {
      for (const line of lines) if (line.office === office) line.die(undefined, random.below(RELAY_NOTICES_WITHIN_MS), 'arrives');
    },
    relayDied() {
      for (const line of lines) line.die(random.below(OFFICE_NOTICES_WITHIN_MS), undefined, 'arrives');
    },
    heal() {
      loss = 0;
      cuts.clear();
    },
  };
}

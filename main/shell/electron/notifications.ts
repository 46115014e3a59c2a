/** Shows the system's notifications of what needs this person (notices.ts). */
import { Notification } from 'electron';
import type { Language } from '#model/contract/text.ts';
import type { OfficeFollower } from '../core/follow-office.ts';
import { cardCauses, createNoticing, stockCauses, type Cause } from './notices.ts';

export interface NotificationOptions {
  readonly office: OfficeFollower;
  readonly language: Language;
  /** Whether the window has the person's attention. */
  readonly attended: () => boolean;
  /** Shows the window at an address. */
  readonly open: (address: string) => void;
}

export function startNotifications({ office, language, attended, open }: NotificationOptions): void {
  const watch = (): ((causes: readonly Cause[]) => void) => {
    const noticing = createNoticing(language);
    return (causes) => {
      const notice = noticing.causesAre(causes, attended());
      if (notice === undefined || !Notification.isSupported()) return;
      const shown = new Notification({ title: notice.title, body: notice.body });
      shown.on('click', () => open(notice.address));
      shown.show();
    };
  };
  let stop: () => void = () => undefined;
  office.follow('setup.status', {}, (setup) => {
    // Another person, or another office, has other concerns: what is there for them is no news.
    stop();
    if (setup.state !== 'member') return;
    const stock = watch();
    const cards = watch();
    const ends = [
      office.follow('stock.exceptions', { state: 'open', limit: 200 }, ({ rows }) => stock(stockCauses(setup, rows))),
      office.follow('tasks.summary', { limit: 100 }, ({ rows }) => cards(cardCauses(rows))),
    ];
    stop = () => {
      for (const end of ends) end();
    };
  });
}

/** The sample organisation's operations. */
import { sampleMovements, sampleOpen } from '#model/sample/operations.ts';
import { isRefusal, refuse, type Refusal } from '#model/contract/refusal.ts';
import { action, type Actor, type Area, type Services } from '../../area.ts';
import type { Reader, Store } from '../../store/store.ts';
import type { Dispatch } from '../dispatch.ts';
import { readSampleContent, type SampleContent } from './content.ts';
import { createSampleFiller, type SampleFiller } from './fill.ts';

export const SAMPLE_ORGANISATION = '远山商贸（示例）';
const FOUNDER = '张伟';

export interface SampleOptions {
  readonly store: Store;
  readonly services: Services;
  /** Given late: the dispatch is made of the areas. */
  readonly dispatch: () => Dispatch;
  readonly actor: (read: Reader) => Actor | Refusal;
  /** Folder of the sample's content. */
  readonly folder: string;
}

export function createSampleArea(options: SampleOptions): Area {
  const { services } = options;
  const fillerOf = (content: SampleContent): SampleFiller => createSampleFiller(options.dispatch(), services, content);
  return {
    name: 'sample',
    projections: [],
    handlers: [
      action(sampleOpen, async ({ movements }) => {
        const content = readSampleContent(options.folder);
        if (isRefusal(content)) return content;
        const created = await options.dispatch().call('organisation.create', {
          name: SAMPLE_ORGANISATION,
          office: 'SH',
          officeName: '上海总部',
          person: FOUNDER,
        });
        if (!created.ok) return created.refusal;
        for (const office of [
          { code: 'BJ', name: '北京分公司' },
          { code: 'GZ', name: '广州分公司' },
        ]) {
          const made = await options.dispatch().call('office.create', office);
          if (!made.ok) return made.refusal;
        }
        const fill = fillerOf(content);
        await fill.people(FOUNDER);
        await fill.catalogue();
        await fill.boards();
        await fill.articles();
        const count = movements ? await fill.movements('SH', true) : 0;
        return { organisation: SAMPLE_ORGANISATION, items: content.items.length, movements: count };
      }),
      action(sampleMovements, async () => {
        const actor = options.actor(options.store.read);
        const organisation = options.store.read.get<{ name: string }>('SELECT name FROM organisation');
        if (isRefusal(actor) || organisation?.name !== SAMPLE_ORGANISATION) return refuse('sample.not-here');
        const content = readSampleContent(options.folder);
        if (isRefusal(content)) return content;
        return { movements: await fillerOf(content).movements(actor.office, actor.headquarters) };
      }),
    ],
  };
}

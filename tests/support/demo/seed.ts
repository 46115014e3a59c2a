/** Makes the demo's past out of ordinary operations, through the offices as they run. */
import { catchUp, cutLine, restoreLine, type OfficeCalls } from './office-calls.ts';
import { BEIJING, GUANGZHOU, HEADQUARTERS, SECOND_BEIJING, type DemoOffice } from './demo-offices.ts';
import { GIFT_BOX, sellLastTwice, workApart } from './work-apart.ts';

export interface SeedSources {
  /** The running office; resolves when it has started. */
  readonly connect: (office: DemoOffice) => Promise<OfficeCalls>;
  readonly relay: Promise<{ readonly url: string; readonly setupCode: string | undefined }>;
}

/** Headquarters begins while the others still start. @throws Error naming the operation that was refused. */
export async function seedOffices({ connect, relay }: SeedSources): Promise<void> {
  const headquarters = await connect(HEADQUARTERS);
  await headquarters.call('sample.open', { movements: false });
  const { url, setupCode } = await relay;
  await headquarters.call('relay.claim', { url, setupCode: setupCode ?? '' });
  await headquarters.call('item.create', GIFT_BOX);
  const codeFor = async ({ office }: DemoOffice): Promise<string> => {
    const { code } = await headquarters.call<{ code: string }>('enrolment.create', { office, role: 'manager' });
    return code;
  };
  const codes = { beijing: await codeFor(BEIJING), secondBeijing: await codeFor(SECOND_BEIJING), guangzhou: await codeFor(GUANGZHOU) };
  await headquarters.call('sync.run', { untilIdle: true });

  const beijing = await connect(BEIJING);
  const secondBeijing = await connect(SECOND_BEIJING);
  const guangzhou = await connect(GUANGZHOU);
  const join = (office: OfficeCalls, { person }: DemoOffice, code: string): Promise<unknown> => office.call('office.join', { url, code, person });
  await Promise.all([
    makeYear(headquarters),
    join(guangzhou, GUANGZHOU, codes.guangzhou).then(() => makeYear(guangzhou)),
    join(beijing, BEIJING, codes.beijing)
      // One after the other: the first PC of the office is A.
      .then(() => sellLastTwice(beijing, () => join(secondBeijing, SECOND_BEIJING, codes.secondBeijing), secondBeijing))
      .then(() => makeYear(beijing)),
  ]);
  await Promise.all([headquarters, beijing, guangzhou].map(catchUp));
  await workApart({ headquarters, beijing, guangzhou });
  await catchUp(headquarters);
}

/** Away from the line: a year goes out in a few large pieces instead of thousands of small ones. */
async function makeYear(office: OfficeCalls): Promise<void> {
  await cutLine(office);
  await office.call('sample.movements', {});
  await restoreLine(office);
}

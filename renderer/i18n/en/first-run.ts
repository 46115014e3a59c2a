import type { SameKeys } from '../shape.ts';
import type { firstRun as source } from '../zh-CN/first-run.ts';

export const firstRun: SameKeys<typeof source> = {
  title: 'Start with Branchline',
  lead: 'Keep booking stock, handing out work and writing while the line is down; when it is back, every office’s records come together, none missing.',
  create: {
    title: 'Create an organisation',
    hint: 'You are at headquarters and it is the first time. A few words are enough; no server is needed.',
    action: 'Create organisation',
    name: 'Name of the organisation',
    namePlaceholder: 'Yuanshan Trading',
    office: 'Code of headquarters',
    officeHint: '1 to 6 capital letters or digits; printed in document numbers, such as SH',
    person: 'Your name',
    submit: 'Create and start',
  },
  join: {
    title: 'Join with a code',
    hint: 'Your organisation uses Branchline already, and IT gave you an enrolment code.',
    action: 'Join organisation',
    url: 'Address of the relay',
    urlPlaceholder: 'ws://192.168.1.10:4400',
    code: 'Enrolment code',
    person: 'Your name',
    submit: 'Join organisation',
    working: 'Enrolling and fetching data…',
  },
  sample: {
    title: 'Look around first',
    hint: 'An invented company: 300 items, 4 boards, 40 articles. Click anything; nobody is affected.',
    action: 'Open the sample',
    working: 'Preparing the sample…',
  },
  back: 'Back',
};

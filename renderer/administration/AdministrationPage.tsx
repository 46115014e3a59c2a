/** Offices, people, workstations, enrolment codes, relay: written at headquarters, read everywhere. And this PC's own data and program. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMay } from '../app/session.tsx';
import { Page } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Enrolments } from './Enrolments.tsx';
import { Offices } from './Offices.tsx';
import { People } from './People.tsx';
import { Relay } from './Relay.tsx';
import { ThisComputer } from './ThisComputer.tsx';
import { Workstations } from './Workstations.tsx';

const VIEWS = ['offices', 'people', 'workstations', 'enrolments', 'relay', 'computer'] as const;
type View = (typeof VIEWS)[number];
/** What only headquarters' administrators need. */
const ADMINISTRATORS: ReadonlySet<View> = new Set(['enrolments', 'relay']);

const PAGES: Readonly<Record<View, () => React.JSX.Element>> = {
  offices: Offices,
  people: People,
  workstations: Workstations,
  enrolments: Enrolments,
  relay: Relay,
  computer: ThisComputer,
};

export function AdministrationPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const mayAdminister = useMay('enrolment.create');
  const views = mayAdminister ? VIEWS : VIEWS.filter((each) => !ADMINISTRATORS.has(each));
  const view = views.find((each) => each === search.get('view')) ?? 'offices';
  const Shown = PAGES[view];
  return (
    <Page>
      <PageHeader
        title={t('frame.areas.administration')}
        note={mayAdminister ? undefined : t('administration.onlyHeadquarters')}
        views={
          <SegmentedControl
            aria-label={t('administration.viewsLabel')}
            value={view}
            data={views.map((value) => ({ value, label: t(`administration.views.${value}`) }))}
            onChange={(value) => setSearch(value === 'offices' ? {} : { view: value })}
          />
        }
      />
      <Shown />
    </Page>
  );
}

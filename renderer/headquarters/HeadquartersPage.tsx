/** All offices at once: the departure board, then what needs a person, sorted by what costs most. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useWatermarks } from '../app/watermarks.ts';
import { Page, PageBody, Section } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { MergedWatermark } from '../design/Watermark.tsx';
import { Inbox } from './Inbox.tsx';
import { Matrix } from './Matrix.tsx';
import { MergedStock } from './MergedStock.tsx';

const VIEWS = ['overview', 'inbox', 'merged'] as const;
type View = (typeof VIEWS)[number];

export function HeadquartersPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const marks = useWatermarks();
  const view: View = VIEWS.find((each) => each === search.get('view')) ?? 'overview';
  return (
    <Page>
      <PageHeader
        title={t('frame.areas.headquarters')}
        note={<MergedWatermark marks={[...marks.values()]} />}
        views={
          <SegmentedControl
            aria-label={t('headquarters.viewsLabel')}
            value={view}
            data={VIEWS.map((value) => ({ value, label: t(`headquarters.views.${value}`) }))}
            onChange={(value) => setSearch(value === 'overview' ? {} : { view: value })}
          />
        }
      />
      {view === 'merged' ? (
        <MergedStock />
      ) : (
        <PageBody>
          {view === 'overview' ? (
            <Section title={t('headquarters.matrix')}>
              <Matrix />
            </Section>
          ) : null}
          <Section title={t('headquarters.inbox')} actions={view === 'overview' ? <Link to="/headquarters?view=inbox">{t('frame.more')}</Link> : undefined}>
            <Inbox />
          </Section>
        </PageBody>
      )}
    </Page>
  );
}

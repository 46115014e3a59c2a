/** One count: entered by those who count, reviewed and posted by a manager. */
import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { ArrowLeft, FileQuestion, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Output } from '../../app/office.ts';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { usePrint } from '../../app/print/print-context.ts';
import { useSay } from '../../app/say.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { Dialog } from '../../design/Dialog.tsx';
import { Chip } from '../../design/Chip.tsx';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Page } from '../../design/Page.tsx';
import { PageHeader } from '../../design/PageHeader.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { Counting } from './Counting.tsx';
import { STATE_TONES } from './CountsPage.tsx';
import { PlaceDrawer } from './PlaceDrawer.tsx';
import { Review } from './Review.tsx';
import styles from './Counts.module.css';

export type CountRead = Output<'count.read'>;
export type CountLine = CountRead['rows'][number];

/** Places that a count may have: as many as it may be planned with. */
const MOST_LINES = 1000;

export function CountPage() {
  const { t } = useTranslation();
  const { count: id = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { office } = useSession();
  const mayPost = useMay('count.post');
  const counting = useLive('count.read', { count: id, view: 'counting', limit: MOST_LINES });
  const head = counting.value;
  const ended = head?.state === 'posted' || head?.state === 'cancelled';
  const own = head?.office === office.code;
  const mayReview = mayPost || head?.state === 'posted';
  const view = ended || (head !== undefined && !own) || (search.get('view') ?? (head?.state === 'review' && mayReview ? 'review' : 'counting')) === 'review' ? 'review' : 'counting';
  const review = useLive('count.read', view === 'review' && mayReview ? { count: id, view: 'review', limit: MOST_LINES } : undefined).value;
  const shown = view === 'review' && mayReview ? review : head;
  const open = shown?.rows.find(({ key }) => key === search.get('place'));

  function show(changes: Readonly<Record<string, string | undefined>>): void {
    setSearch((before) => {
      const next = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  }

  if (counting.refusal !== undefined) {
    return (
      <Page>
        <EmptyState icon={FileQuestion} title={t('counts.unknown')} hint={t('counts.unknownHint')} />
      </Page>
    );
  }
  if (head === undefined) return <Skeleton rows={12} />;
  return (
    <Page drawer={open === undefined || shown === undefined || view === 'counting' ? null : <PlaceDrawer key={open.key} count={shown} line={open} onClose={() => show({ place: undefined })} />}>
      <PageHeader
        title={head.title}
        note={
          <>
            <Chip tone={STATE_TONES[head.state]}>{t(`counts.states.${head.state}`)}</Chip> {t(`counts.scopes.${head.scope}`)} · {t(head.blind ? 'counts.blind' : 'counts.prefilled')} · {head.byName}
            {own ? null : ` · ${t('counts.elsewhere', { office: head.office })}`}
          </>
        }
        views={
          ended || !own ? null : (
            <SegmentedControl
              aria-label={t('counts.views.label')}
              value={view}
              data={(['counting', 'review'] as const).map((value) => ({ value, label: t(`counts.views.${value}`), disabled: value === 'review' && !mayReview }))}
              onChange={(value) => show({ view: value, place: undefined })}
            />
          )
        }
        actions={<CountActions head={head} open={own && !ended} />}
      />
      {/* The heading stands while the review comes: the choice of the view has the focus. */}
      {view === 'counting' ? <Counting count={head} /> : shown === undefined ? <Skeleton rows={12} /> : <Review count={shown} mayPost={mayPost && own && !ended} openKey={open?.key} onOpen={(key) => show({ place: key })} />}
    </Page>
  );
}

function CountActions({ head, open }: { readonly head: CountRead; readonly open: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const print = usePrint();
  const say = useSay();
  const { person } = useSession();
  const cancel = useCommand('count.cancel');
  const [asking, setAsking] = useState(false);
  const mayCancel = open && (head.by === person.id || person.roles.some((role) => role === 'manager' || role === 'hq'));
  async function confirm(): Promise<void> {
    const result = await cancel.run({ count: head.id });
    setAsking(false);
    if (!result.ok) return;
    say.done(t('counts.cancelled'));
    void navigate('/stock/counts');
  }
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={() => void navigate('/stock/counts')}>
        {t('counts.back')}
      </Button>
      {mayCancel ? <Button onClick={() => setAsking(true)}>{t('counts.cancel')}</Button> : null}
      <ActionIcon disabled={head.rows.length === 0} aria-label={t('counts.print')} title={t('counts.print')} onClick={() => print({ kind: 'count-sheet', count: head.id })}>
        <Printer size={15} aria-hidden />
      </ActionIcon>
      {asking ? (
        <Dialog onClose={() => setAsking(false)} size={420} title={t('counts.cancel')}>
          <div className={styles.form}>
            <p>{t('counts.cancelAsk', { title: head.title })}</p>
            <div className={styles.buttons}>
              <Button variant="filled" color="red" loading={cancel.running} onClick={() => void confirm()}>
                {t('counts.cancelYes')}
              </Button>
              <Button data-autofocus onClick={() => setAsking(false)}>
                {t('counts.keep')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

/** Fast entry for receive, issue and transfer: one scan field that keeps the focus, the last scan large, the list below. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { ArrowLeft, ScanBarcode } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useLive } from '../../app/office-context.tsx';
import { useSession } from '../../app/session.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Page } from '../../design/Page.tsx';
import { PageHeader } from '../../design/PageHeader.tsx';
import { ISSUE_REASONS, RECEIPT_REASONS, reasonText } from '../reason.ts';
import { EntryEcho } from './EntryEcho.tsx';
import { SessionList } from './SessionList.tsx';
import { useEntry, type EntryKind } from './use-entry.ts';
import styles from './Entry.module.css';

export function EntryPage({ kind }: { readonly kind: EntryKind }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const scan = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState<string>(kind === 'receive' ? RECEIPT_REASONS[0] : ISSUE_REASONS[0]);
  const [to, setTo] = useState<string | null>(null);
  const [reference, setReference] = useState('');
  const [override, setOverride] = useState(false);
  const offices = (useLive('office.list', { limit: 1000 }).value?.rows ?? []).filter((office) => office.code !== session.office.code);
  const target = to ?? (offices.length === 1 ? offices[0]?.code : undefined) ?? undefined;
  const entry = useEntry(kind, { reason, to: target, reference, override });
  const mayOverride = session.person.roles.some((role) => role === 'manager' || role === 'hq');
  const reasons = kind === 'receive' ? RECEIPT_REASONS : ISSUE_REASONS;

  const focusScan = (): void => scan.current?.focus();
  async function enter(): Promise<void> {
    const typed = text;
    setText('');
    await entry.enter(typed);
    focusScan();
  }
  async function confirm(): Promise<void> {
    const typed = text;
    setText('');
    const confirmed = await entry.confirmWith(typed);
    if (confirmed) setOverride(false);
    focusScan();
  }
  function back(): void {
    if (text !== '') setText('');
    else if (entry.item !== undefined || entry.choices.length > 0 || entry.unknown !== undefined) entry.clear();
    else void navigate('/stock');
    focusScan();
  }
  useKeys([
    { keys: 'F8', label: t(`stock.entry.${kind}.confirm`), run: () => void confirm() },
    { keys: 'Escape', label: t('frame.keys.back'), run: back },
  ]);

  return (
    <Page>
      <PageHeader
        title={t(`stock.entry.${kind}.title`)}
        note={t('stock.entry.keepHint')}
        actions={
          <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={14} aria-hidden />} onClick={() => void navigate('/stock')}>
            {t('stock.entry.leave')}
          </Button>
        }
      />
      <div className={styles.columns}>
        <section className={styles.entry} aria-label={t(`stock.entry.${kind}.title`)}>
          <div className={styles.settings}>
            {kind === 'transfer' ? (
              <Select
                w={220}
                required
                label={t('stock.entry.to')}
                placeholder={offices.length === 0 ? t('stock.entry.noOtherOffice') : t('stock.entry.chooseTo')}
                value={target ?? null}
                data={offices.map((office) => ({ value: office.code, label: `${office.code} ${office.name}` }))}
                onChange={(code) => {
                  setTo(code);
                  focusScan();
                }}
              />
            ) : (
              <Select
                w={160}
                allowDeselect={false}
                label={t('stock.entry.reason')}
                value={reason}
                data={reasons.map((value) => ({ value, label: reasonText(value, t) }))}
                onChange={(value) => {
                  setReason(value ?? reasons[0]);
                  focusScan();
                }}
              />
            )}
            <TextInput w={180} label={t('stock.entry.reference')} value={reference} onChange={(event) => setReference(event.currentTarget.value)} />
          </div>
          <TextInput
            ref={scan}
            autoFocus
            size="md"
            classNames={{ input: styles.scan ?? '' }}
            leftSection={<ScanBarcode size={20} aria-hidden />}
            aria-label={t('stock.entry.scan')}
            placeholder={t(entry.item === undefined ? 'stock.entry.scan' : 'stock.entry.quantity')}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') event.currentTarget.closest('section')?.querySelector<HTMLElement>('[data-choice]')?.focus();
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              void enter();
            }}
          />
          <EntryEcho
            kind={kind}
            entry={entry}
            office={session.office.code}
            onLeaveChoices={focusScan}
            onChoose={(id) => {
              void entry.choose(id).then(focusScan);
            }}
          />
          {entry.problem === undefined ? null : <ErrorNotice>{entry.problem.text}</ErrorNotice>}
          {entry.problem?.reason === 'stock.below-zero' && mayOverride ? (
            <Checkbox mt={8} label={t('stock.entry.override')} checked={override} onChange={(event) => setOverride(event.currentTarget.checked)} />
          ) : null}
          <div className={styles.confirm}>
            <Button
              variant="filled"
              size="sm"
              disabled={entry.item === undefined || (kind === 'transfer' && target === undefined)}
              loading={entry.running}
              rightSection={<KeyHint keys="F8" />}
              onClick={() => void confirm()}
            >
              {t(`stock.entry.${kind}.confirm`)}
            </Button>
          </div>
        </section>
        <SessionList kind={kind} posted={entry.posted} onUndo={(movement) => void entry.undo(movement, t('stock.entry.undone')).then(focusScan)} />
      </div>
    </Page>
  );
}

/** Counting by scanner: one field that keeps the focus, what is in hand large, how far one has come, the places beside it. */
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { CircleCheck, ScanBarcode } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { DEFAULT_LOCATION } from '#model/stock/movement.ts';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useCommand, useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { Chip } from '../../design/Chip.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { CountEcho } from './CountEcho.tsx';
import type { CountLine, CountRead } from './CountPage.tsx';
import { useCounting } from './use-counting.ts';
import styles from './Counts.module.css';

export function Counting({ count }: { readonly count: CountRead }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const say = useSay();
  const scan = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const named = useLive('location.list', {}).value?.rows;
  const locations = useMemo(
    () => [...new Set([...count.rows.map(({ location }) => location), ...(named ?? []).filter(({ discontinued }) => !discontinued).map(({ code }) => code), DEFAULT_LOCATION])],
    [count.rows, named],
  );
  const counting = useCounting(count, locations);
  const close = useCommand('count.close');
  const locationName = (code: string): string => (code === DEFAULT_LOCATION ? t('stock.mainLocation') : code);

  const focusScan = (): void => scan.current?.focus();
  async function enter(): Promise<void> {
    setText('');
    await counting.enter(text);
    focusScan();
  }
  /** F8 and the button: what stands in the field belongs to the figure in hand. */
  async function confirm(): Promise<void> {
    setText('');
    await counting.confirm(text);
    focusScan();
  }
  async function handOver(): Promise<void> {
    const result = await close.run({ count: count.id });
    if (!result.ok) return;
    say.done(t('counts.entry.handedOver'));
    void navigate('/stock/counts');
  }
  function back(): void {
    if (text !== '') setText('');
    else if (counting.item !== undefined || counting.choices.length > 0 || counting.unknown !== undefined) counting.clear();
    else void navigate('/stock/counts');
    focusScan();
  }
  useKeys([
    { keys: 'F8', label: t('counts.entry.confirm'), run: () => void confirm() },
    { keys: 'Escape', label: t('frame.keys.back'), run: back },
  ]);
  const { item, lot } = counting;
  const wants = item === undefined ? 'scan' : item.tracking !== 'none' && lot === '' ? item.tracking : 'quantity';
  return (
    <div className={styles.columns}>
      <section className={styles.entry} aria-label={t('counts.views.counting')}>
        <div className={styles.settings}>
          <Select
            w={200}
            searchable
            allowDeselect={false}
            label={t('counts.entry.location')}
            value={counting.location}
            data={locations.map((code) => ({ value: code, label: locationName(code) }))}
            onChange={(code) => {
              counting.setLocation(code ?? DEFAULT_LOCATION);
              focusScan();
            }}
          />
          <div className={styles.progress} role="status" aria-label={t('counts.progressLabel', { counted: count.counted, places: count.places })}>
            <strong>{t('counts.progress', { counted: count.counted, places: count.places })}</strong>
          </div>
        </div>
        <TextInput
          ref={scan}
          autoFocus
          size="md"
          classNames={{ input: styles.scan ?? '' }}
          leftSection={<ScanBarcode size={20} aria-hidden />}
          aria-label={t('counts.entry.scan')}
          placeholder={t(`counts.entry.${wants}`)}
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
        <CountEcho
          counting={counting}
          count={count}
          locationName={locationName}
          onLeaveChoices={focusScan}
          onChoose={(id) => void counting.take(id).then(focusScan)}
          onDecide={(mode) => void counting.save(mode).then(focusScan)}
        />
        {counting.problem === undefined ? null : <ErrorNotice>{counting.problem}</ErrorNotice>}
        <div className={styles.confirm}>
          <Button loading={close.running} leftSection={<CircleCheck size={15} aria-hidden />} disabled={count.counted === 0 || count.state === 'review'} onClick={() => void handOver()}>
            {t('counts.entry.done')}
          </Button>
          <Button
            variant="filled"
            size="sm"
            disabled={counting.item === undefined || counting.before !== undefined}
            loading={counting.running}
            rightSection={<KeyHint keys="F8" />}
            onClick={() => void confirm()}
          >
            {t('counts.entry.confirm')}
          </Button>
        </div>
      </section>
      <PlaceList count={count} locationName={locationName} onGo={(line) => void counting.goTo(line).then(focusScan)} />
    </div>
  );
}

interface PlaceListProps {
  readonly count: CountRead;
  readonly locationName: (code: string) => string;
  readonly onGo: (line: CountLine) => void;
}

/** The places by location, in the order in which one walks along them. */
function PlaceList({ count, locationName, onGo }: PlaceListProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? count.rows : count.rows.filter(({ state }) => state === 'open');
  const groups = [...Map.groupBy(shown, ({ location }) => location)];
  return (
    <section className={styles.list} aria-label={t('counts.entry.list')}>
      <div className={styles.listHead}>
        <h2>{t('counts.entry.list')}</h2>
        <SegmentedControl
          aria-label={t('counts.entry.listFilter')}
          value={all ? 'all' : 'open'}
          data={[
            { value: 'open', label: t('counts.entry.open') },
            { value: 'all', label: t('counts.entry.all') },
          ]}
          onChange={(value) => setAll(value === 'all')}
        />
      </div>
      {shown.length === 0 ? <p className={`${styles.note ?? ''} quiet`}>{t('counts.entry.allDone')}</p> : null}
      <div className={styles.places}>
        {groups.map(([location, lines]) => (
          <div key={location}>
            <h3>{locationName(location)}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line.key}>
                  <button type="button" className={styles.place} onClick={() => onGo(line)}>
                    <div>
                      <span>{line.itemName}</span>
                      <span className="quiet tabular">
                        {line.item}
                        {line.lot === null ? '' : ` · ${line.lot}`}
                      </span>
                    </div>
                    <PlaceState line={line} />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function PlaceState({ line }: { readonly line: CountLine }) {
  const { t } = useTranslation();
  if (line.state === 'open') return line.expected === null ? null : <Quantity value={line.expected} unit={line.unit} />;
  return (
    <>
      {line.planned ? null : <Chip tone="warn">{t('counts.entry.outside')}</Chip>}
      {line.counted === null ? <span className="quiet">{t('counts.entry.others', { names: line.entries.map(({ byName }) => byName).join('、') })}</span> : <Quantity value={line.counted} unit={line.unit} strong />}
    </>
  );
}

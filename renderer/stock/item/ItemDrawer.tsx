/** An item beside the table it was opened from: its balances by office, and its history. */
import { ActionIcon, Button } from '@mantine/core';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { useKeys } from '../../app/keyboard/keys.tsx';
import { useLive } from '../../app/office-context.tsx';
import { usePrint } from '../../app/print/print-context.ts';
import { useWatermarks } from '../../app/watermarks.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { Chip, OfficeChip } from '../../design/Chip.tsx';
import { Drawer } from '../../design/Drawer.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Section } from '../../design/Page.tsx';
import { Quantity } from '../../design/Quantity.tsx';
import { Skeleton } from '../../design/Skeleton.tsx';
import { Watermark } from '../../design/Watermark.tsx';
import { useRefusalText } from '../../app/use-refusal-text.ts';
import { QuotaChip } from '../quotas/QuotaChip.tsx';
import { ItemCollisions } from './ItemCollisions.tsx';
import { DiscontinueItem } from './DiscontinueItem.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { ItemForm } from './ItemForm.tsx';
import { ItemPicture } from './ItemPicture.tsx';
import { ItemHistory } from './ItemHistory.tsx';
import { MergeItem } from './MergeItem.tsx';
import styles from '../Stock.module.css';

export function ItemDrawer() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const session = useSession();
  const { item: key = '' } = useParams();
  const item = useLive('item.read', { item: key });
  const marks = useWatermarks();
  const problem = useRefusalText(item.refusal, 'item.read');
  // It stands beside more than one list.
  const close = (): void => void navigate({ pathname: location.pathname.replace(/\/item\/[^/]*$/, ''), search: location.search });
  const print = usePrint();
  const printLabels = (): void => print({ kind: 'labels', items: [key] });
  useKeys([{ keys: 'Ctrl+P', label: t('print.labels'), run: printLabels }]);
  const mayUpdate = useMay('item.update');
  const [editing, setEditing] = useState(false);
  const [merging, setMerging] = useState(false);
  return (
    <Drawer
      key={key}
      label={t('stock.item.drawer')}
      onClose={close}
      title={
        <div className={styles.heading}>
          <h2>{item.value?.name ?? ''}</h2>
          <span className="quiet">{item.value?.code}</span>
          {item.value?.discontinued === true ? <Chip tone="warn">{t('stock.item.discontinued')}</Chip> : null}
          {item.value?.proposedBy === undefined || item.value.proposedBy === null ? null : <Chip tone="warn">{t('stock.catalogue.proposed', { office: item.value.proposedBy })}</Chip>}
          {item.value === undefined ? null : <QuotaChip item={item.value.id} />}
        </div>
      }
      actions={
        <>
          {mayUpdate && item.value?.proposedBy === null ? (
            <Button size="compact-sm" onClick={() => setEditing(true)}>
              {t('stock.item.edit')}
            </Button>
          ) : null}
          <ActionIcon aria-label={t('print.labels')} title={`${t('print.labels')} (Ctrl+P)`} onClick={printLabels}>
            <Printer size={16} aria-hidden />
          </ActionIcon>
        </>
      }
    >
      {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
      {item.value === undefined ? (
        problem === undefined ? <Skeleton rows={5} /> : null
      ) : (
        <>
          <ItemCollisions item={item.value} />
          <ItemPicture item={item.value}>
            {mayUpdate && item.value.proposedBy === null ? (
              <>
                <Button size="compact-sm" variant="subtle" onClick={() => setMerging(true)}>
                  {t('stock.proposal.merge')}
                </Button>
                <DiscontinueItem item={item.value} />
              </>
            ) : null}
          </ItemPicture>
          <ItemFacts item={item.value} />
          <ItemForm way="update" item={item.value} opened={editing} onClose={() => setEditing(false)} />
          {merging ? <MergeItem item={item.value} onClose={() => setMerging(false)} /> : null}
          <Section title={t('stock.item.balances')}>
            <table className={styles.list}>
              <tbody>
                {item.value.balances.map((balance) => {
                  const mark = marks.get(balance.office);
                  return (
                    <tr key={balance.office}>
                      <td>
                        <OfficeChip code={balance.office} own={balance.office === session.office.code} />
                      </td>
                      <td>{mark === undefined ? null : <Watermark mark={mark} />}</td>
                      <td className={styles.end}>
                        <Quantity value={balance.quantity} unit={item.value?.unit} strong />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Section>
        </>
      )}
      <ItemHistory item={key} unit={item.value?.unit ?? ''} />
    </Drawer>
  );
}

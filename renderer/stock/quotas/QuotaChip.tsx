import { Gauge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLive } from '../../app/office-context.tsx';
import { Chip } from '../../design/Chip.tsx';
import { formatQuantity } from '../../design/format/quantity.ts';

/** What may still be issued of an item here, where it stands under quota. */
export function QuotaChip({ item }: { readonly item: string }) {
  const { t } = useTranslation();
  const quota = useLive('quota.list', { item, limit: 1 }).value?.rows[0];
  if (quota === undefined) return null;
  return (
    <Link to={`/stock/quotas/${quota.id}`}>
      <Chip tone={quota.own === '0' ? 'warn' : 'accent'} icon={Gauge}>
        {t('quotas.chip', { free: formatQuantity(quota.own), unit: quota.unit })}
      </Chip>
    </Link>
  );
}

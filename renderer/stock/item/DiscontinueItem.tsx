import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../app/office-context.tsx';
import type { Output } from '../../app/office.ts';
import { useSay } from '../../app/say.ts';

/** Takes an item out of use, or up again. It is never removed: its stock and its movements stay (STOCK-36). */
export function DiscontinueItem({ item }: { readonly item: Pick<Output<'item.read'>, 'id' | 'code' | 'name' | 'discontinued'> }) {
  const { t } = useTranslation();
  const say = useSay();
  const update = useCommand('item.update');
  async function set(discontinued: boolean): Promise<void> {
    const result = await update.run({ item: item.id, discontinued });
    if (!result.ok) return;
    const message = t(discontinued ? 'places.itemDiscontinued' : 'places.itemResumed', { item: `${item.code} ${item.name}` });
    say.done(message, () => void update.run({ item: item.id, discontinued: !discontinued }));
  }
  return (
    <Button size="compact-sm" variant="subtle" loading={update.running} title={t('places.discontinueHint')} onClick={() => void set(!item.discontinued)}>
      {t(item.discontinued ? 'places.resume' : 'places.discontinue')}
    </Button>
  );
}

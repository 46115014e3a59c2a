import { useMantineColorScheme } from '@mantine/core';
import { ArrowRightLeft, ClipboardCheck, ClipboardList, Coins, FilePlus2, FileUp, Languages, MoveRight, PackageMinus, PackagePlus, Printer, Redo2, SquarePlus, SunMoon, Undo2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { switchLanguage, useLanguage } from '../../i18n/index.ts';
import { AREAS } from '../areas.ts';
import { rememberLanguage } from '../preferences.ts';
import { usePrint } from '../print/print-context.ts';
import { mayRun, useSession } from '../session.tsx';

export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  /** Other words by which it is found, in both languages. */
  readonly words: readonly string[];
  readonly icon: LucideIcon;
  readonly run: () => void;
}

/** The commands that the person may run from anywhere. */
export function useActions(): readonly PaletteAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const language = useLanguage();
  const print = usePrint();
  const { pathname } = useLocation();
  const { toggleColorScheme } = useMantineColorScheme();
  const go = (path: string) => () => void navigate(path);
  const other = language === 'zh' ? 'en' : 'zh';
  return [
    ...(mayRun(session, 'stock.receive')
      ? [
          { id: 'receive', label: `${t('entry.kinds.receive.title')} (F2)`, words: ['ruku', 'receive'], icon: PackagePlus, run: go('/stock/receive') },
          { id: 'issue', label: `${t('entry.kinds.issue.title')} (F3)`, words: ['chuku', 'issue'], icon: PackageMinus, run: go('/stock/issue') },
          { id: 'transfer', label: `${t('entry.kinds.transfer.title')} (F4)`, words: ['diaobo', 'transfer'], icon: ArrowRightLeft, run: go('/stock/transfer') },
          { id: 'move', label: t('entry.kinds.move.title'), words: ['yiwei', 'yiku', 'move', 'location'], icon: MoveRight, run: go('/stock/move') },
          { id: 'return-in', label: t('entry.kinds.return-in.title'), words: ['kehutuihuo', 'return', 'customer'], icon: Undo2, run: go('/stock/return-in') },
          { id: 'return-out', label: t('entry.kinds.return-out.title'), words: ['tuigongyingshang', 'tuihuo', 'return', 'supplier'], icon: Redo2, run: go('/stock/return-out') },
        ]
      : []),
    { id: 'orders', label: t('frame.palette.go', { area: t('orders.label') }), words: ['orders', 'dingdan', '采购', '销售'], icon: ClipboardList, run: go('/stock/orders') },
    ...(mayRun(session, 'order.create')
      ? [
          { id: 'new-purchase', label: t('orders.new.purchase'), words: ['caigou', 'purchase order'], icon: ClipboardList, run: go('/stock/orders?view=purchase&new') },
          { id: 'new-sale', label: t('orders.new.sale'), words: ['xiaoshou', 'sales order'], icon: ClipboardList, run: go('/stock/orders?view=sale&new') },
          { id: 'accounts', label: t('frame.palette.go', { area: t('orders.accounts.label') }), words: ['accounts', 'wanglai', '应付', '应收'], icon: Coins, run: go('/stock/accounts') },
        ]
      : []),
    ...(mayRun(session, 'count.plan')
      ? [{ id: 'counts', label: `${t('counts.title')} (F6)`, words: ['pandian', 'count', 'stocktake'], icon: ClipboardCheck, run: go('/stock/counts') }]
      : []),
    {
      id: 'labels',
      label: t('print.labels'),
      words: ['biaoqian', 'labels', 'barcode', '条码', '库位'],
      icon: Printer,
      run: () => print({ kind: 'labels', items: itemOn(pathname) }),
    },
    { id: 'new-board', label: t('frame.palette.newBoard'), words: ['board', 'kanban'], icon: SquarePlus, run: go('/tasks?new') },
    { id: 'new-article', label: t('frame.palette.newArticle'), words: ['article', 'wenzhang'], icon: FilePlus2, run: go('/knowledge?new') },
    { id: 'import', label: t('frame.palette.import'), words: ['import', 'daoru', 'excel', 'csv'], icon: FileUp, run: go('/import') },
    ...AREAS.map(({ id, path, icon }) => ({
      id: `go-${id}`,
      label: t('frame.palette.go', { area: t(`frame.areas.${id}`) }),
      words: [id],
      icon,
      run: go(path),
    })),
    {
      id: 'language',
      label: t('frame.palette.switchLanguage'),
      words: ['language', '语言', 'english', '中文'],
      icon: Languages,
      run: () => {
        rememberLanguage(other);
        void switchLanguage(other);
      },
    },
    { id: 'theme', label: t('frame.palette.switchTheme'), words: ['dark', 'light', 'theme', '外观'], icon: SunMoon, run: toggleColorScheme },
  ];
}

/** The item whose drawer is open. */
function itemOn(pathname: string): readonly string[] {
  const item = /^\/stock\/item\/([^/]+)$/.exec(pathname)?.[1];
  return item === undefined ? [] : [decodeURIComponent(item)];
}

/** What waits for this person: due cards, goods to receive, exceptions, reviews. Calm when there is nothing. */
import { ArrowDownToLine, CircleCheck, GitCompareArrows, PackageX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLive } from '../app/office-context.tsx';
import { useSession } from '../app/session.tsx';
import { CollisionChip } from '../design/Collision.tsx';
import { DueChip } from '../design/DueChip.tsx';
import { EmptyState } from '../design/EmptyState.tsx';
import { Day, Moment } from '../design/Moment.tsx';
import { Page, PageBody, Section } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { Skeleton } from '../design/Skeleton.tsx';
import { useNow } from '../design/use-now.ts';
import { useLanguage } from '../i18n/index.ts';
import styles from './Today.module.css';

const CARDS = 14;
const ARTICLES = 6;

interface Waiting {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly tone: 'warn' | 'stop' | 'accent';
  readonly text: string;
  readonly address: string;
}

export function TodayPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { person } = useSession();
  const tasks = useLive('tasks.summary', { limit: CARDS }).value;
  const stock = useLive('stock.summary', {}).value;
  const knowledge = useLive('knowledge.summary', { limit: ARTICLES }).value;
  const day = new Date(now).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric', weekday: 'long' });
  const waiting = useWaiting();
  const cards = tasks?.rows ?? [];
  const due = knowledge?.due ?? [];
  const loaded = tasks !== undefined && stock !== undefined && knowledge !== undefined;
  return (
    <Page>
      <PageHeader title={t('frame.areas.today')} note={t('today.greeting', { person: person.name, day })} />
      <PageBody>
        {loaded ? null : <Skeleton />}
        {loaded && waiting.length + cards.length + due.length === 0 ? (
          <EmptyState icon={CircleCheck} title={t('today.nothing')} hint={t('today.nothingHint')} />
        ) : null}
        {waiting.length === 0 ? null : (
          <ul className={styles.waiting} aria-label={t('today.waits')}>
            {waiting.map(({ id, icon: Icon, tone, text, address }) => (
              <li key={id}>
                <Link className={styles.wait} data-tone={tone} to={address}>
                  <Icon size={16} aria-hidden />
                  <span>{text}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.columns}>
          <Section
            title={t('today.cards')}
            note={tasks === undefined ? undefined : t('today.cardsNote', { overdue: tasks.mine.overdue, today: tasks.mine.dueToday })}
            actions={<Link to="/tasks">{t('today.allCards')}</Link>}
          >
            {loaded && cards.length === 0 ? <p className={styles.none}>{t('today.noCards')}</p> : null}
            <ul className={styles.list} hidden={cards.length === 0}>
              {cards.map((card) => (
                <li key={card.id}>
                  <Link to={`/tasks/${card.board}/card/${card.id}`}>{card.title}</Link>
                  {card.collisions.length > 0 ? <CollisionChip /> : null}
                  <span className="quiet">{card.boardTitle}</span>
                  <span className={styles.end}>
                    {card.due === undefined ? null : <DueChip due={card.due} overdue={card.overdue} />}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <div>
            {stock === undefined ? null : (
              <Section title={t('today.stock')}>
                <ul className={styles.list}>
                  <li>
                    <Link to="/stock/movements">{t('today.movements', { count: stock.movementsLastDay })}</Link>
                  </li>
                  <li>
                    <Link to="/stock/transfers?all">{t('today.onTheWay', { count: stock.onTheWay })}</Link>
                  </li>
                </ul>
              </Section>
            )}
            <Section title={t(due.length > 0 ? 'today.articles' : 'today.recent')}>
              <ul className={styles.list}>
                {(due.length > 0 ? due : (knowledge?.recent ?? [])).map((article) => (
                  <li key={article.id}>
                    <Link to={`/knowledge/${article.id}`}>{article.title}</Link>
                    <span className={styles.end}>
                      <span className="quiet">{article.reviewOn !== undefined && article.reviewDue ? <Day day={article.reviewOn} /> : <Moment ms={article.updatedAtMs} />}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          </div>
        </div>
      </PageBody>
    </Page>
  );
}

/** The exceptions, in the order in which they cost. */
function useWaiting(): readonly Waiting[] {
  const { t } = useTranslation();
  const tasks = useLive('tasks.summary', { limit: CARDS }).value;
  const stock = useLive('stock.summary', {}).value;
  const all: (Waiting & { readonly count: number })[] = [
    {
      id: 'below-zero',
      icon: PackageX,
      tone: 'stop',
      count: stock?.itemsBelowZero ?? 0,
      text: t('today.belowZero', { count: stock?.itemsBelowZero ?? 0 }),
      address: '/stock?below-zero',
    },
    {
      id: 'exceptions',
      icon: TriangleAlert,
      tone: 'warn',
      count: stock?.openExceptions ?? 0,
      text: t('today.exceptions', { count: stock?.openExceptions ?? 0 }),
      address: '/headquarters?view=inbox',
    },
    {
      id: 'collided',
      icon: GitCompareArrows,
      tone: 'warn',
      count: tasks?.everyone.collided ?? 0,
      text: t('today.collided', { count: tasks?.everyone.collided ?? 0 }),
      address: '/headquarters?view=inbox',
    },
    {
      id: 'receive',
      icon: ArrowDownToLine,
      tone: 'accent',
      count: stock?.toReceive ?? 0,
      text: t('today.toReceive', { count: stock?.toReceive ?? 0 }),
      address: '/stock/transfers',
    },
  ];
  return all.filter((each) => each.count > 0);
}
